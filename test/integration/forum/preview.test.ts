import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { forumMentions, forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { testDb } from "../../support/context";
import { aCommentedPage, aForumSite, aTopic, reply, type TestTopic } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aMember } from "../../support/people";

const { browserOf } = aForumSite();

type World = { topic: TestTopic; page: { path: string }; own: number };

const stored = async () => Promise.all([forumPosts, forumTopics, forumMentions].map((table) => testDb().db.$count(table)));

test.each([
  ["a reply", async ({ topic }: World) => `/forum/topics/${topic.code}/replies`],
  ["a new topic", async ({ topic }: World) => `/forum/${topic.category}/new`],
  ["an edit", async ({ topic, own }: World) => `/forum/topics/${topic.code}/posts/${own}/edit`],
  ["a comment", async ({ page }: World) => `/comments/${page.path}`],
])("“Preview” shows %s as it would look, keeps what was typed, and stores nothing", async (_, pathOf) => {
  const writer = await anAccount();
  const displayName = `Prue View${uuidv7().slice(-6)}`;
  await aMember({ displayName });
  const topic = await aTopic();
  const world = { topic, page: await aCommentedPage(), own: await reply(writer, topic, "As it was") };
  const browser = await browserOf(writer);
  const [path, before] = [await pathOf(world), await stored()];

  const body = `**Bold**, @Nobody At All and @${displayName}`;
  const sent = await browser.post(path, { body, title: "A title to look at", why: "", basedOn: "", submissionId: uuidv7(), look: "yes" });

  expect(sent.status).toBe(200);
  expect(sent.html).toContain("Nothing of it is saved or sent yet");
  expect(sent.html).toContain("<strong>Bold</strong>");
  expect(sent.html).toMatch(/class="pn-mention" href="\/members\/[0-9A-Z]{10}"/);
  expect(sent.html).toContain("“@Nobody At All” mentions nobody");
  expect(sent.html).toContain("**Bold**, @Nobody");
  expect(await stored()).toEqual(before);
});
