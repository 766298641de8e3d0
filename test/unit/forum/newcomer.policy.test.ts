import { expect, test } from "vitest";
import { newcomerSentence } from "~/features/forum/posts/newcomer.policy";
import { SITE_DEFAULTS } from "~/features/settings/site-settings";

const NOTHING = { today: 0, topics: 0 };
const reply = { links: 0, isNew: true, isTopic: false };

test.each([
  ["a first reply", NOTHING, reply, null],
  ["a reply with two links", NOTHING, { ...reply, links: 2 }, null],
  ["a reply with three", NOTHING, { ...reply, links: 3 }, "can have 2 links to other websites, and this has 3"],
  ["an edit with three", NOTHING, { ...reply, isNew: false, links: 3 }, "can have 2 links to other websites, and this has 3"],
  ["a fifth post of a day", { today: 4, topics: 0 }, reply, null],
  ["a sixth", { today: 5, topics: 0 }, reply, "5 posts in 24 hours"],
  ["an edit after five posts", { today: 5, topics: 1 }, { ...reply, isNew: false }, null],
  ["a reply after a topic", { today: 1, topics: 1 }, reply, null],
  ["a second topic of an hour", { today: 1, topics: 1 }, { ...reply, isTopic: true }, "1 topic in an hour"],
] as const)("a newcomer’s post: %s", (_what, newcomer, written, sentence) => {
  const said = newcomerSentence(newcomer, SITE_DEFAULTS, written);
  if (sentence === null) expect(said).toBeNull();
  else expect(said).toContain(sentence);
});
