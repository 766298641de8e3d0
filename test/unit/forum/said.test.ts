import { expect, test } from "vitest";
import { speaker } from "~/features/forum/posts/said.server";
import { renderMarkdown } from "~/lib/markdown.server";

const says = (post: string, words: string) => speaker(renderMarkdown(post).html)(renderMarkdown(words).html);

test.each([
  ["Give 10.5 mg at once.", "give 10.5 mg"],
  ["We said “yes” – at once.", 'We said "yes" - at once.'],
  ["It’s\u00A0here\u2003now,\u200B really", "It's here now, really"],
  ["See **the** [guide](https://example.org/a) & <b>", "See the guide & <b>"],
  ["See [the guide](https://example.org/a).", "[the guide](https://example.org/a)"],
  ["Log in [here](/log-in).", "Log in [here](http://localhost:3000/log-in)."],
  ["We do ~~not at all~~ advise it", "~~not~~ … advise it"],
  ["One.\n\n> Theirs\n\nTwo.", "One.\n\n…\n\nTwo."],
  ["One, two, three", "one … three"],
  ["- a\n- b\n\n|c|d|\n|---|---|\n|1|2|", "- a\n- b\n\n|c|d|\n|---|---|\n|1|2|"],
  ["By Friday – 5 at most", "5 at most"],
])("a post says its own words, however they look: %j %j", (post, words) => {
  expect(says(post, words)).toBe(true);
});

test.each([
  ["Give 10.5 mg", "Give 105 mg"],
  ["Give 10.5 mg", "5 mg"],
  ["Give 10.5 mg", "Give 10"],
  ["HbA1c < 48", "HbA1c > 48"],
  ["It was -5 there", "5 there"],
  ["It was 5% there", "It was 5"],
  ["For £1,500", "For £15.00"],
  ["The therapist came", "the rapist came"],
  ["The therapist came", "rapist came"],
  ["We do ~~not~~ advise it", "We do not advise it"],
  ["We do not advise it", "We do ~~not~~ advise it"],
  ["Log in here", "Log in [here](https://evil.example)"],
  ["Log in here", "Log in [here](tel:0900)"],
  ["One, two, three", "three … one"],
  ["Anything", "!!! :-)"],
  ["Anything", "…"],
])("nothing else is what it says: %j %j", (post, words) => {
  expect(says(post, words)).toBe(false);
});

test("as much as fits into a text is compared at once, however it is made", () => {
  const letters = "a".repeat(32_000);
  const started = performance.now();
  expect(speaker(`<p>${letters}</p>`)(`<p>${"a…".repeat(16_000)}</p>`)).toBe(false);
  expect(speaker(`<p>${"a ".repeat(16_000)}</p>`)(`<p>${"a…".repeat(16_000)}</p>`)).toBe(true);
  expect(speaker(`<p>${letters}</p>`)(`<p>b${letters.slice(1)}</p>`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});
