import { expect, test } from "vitest";
import { issueSlug } from "~/features/newsletters/issues/issue-slug";

test.each([
  ["Quieter Mondays", "quieter-mondays"],
  ["  “What’s new?” – November  ", "whats-new-november"],
  ["Café & crêpes", "cafe-crepes"],
  ["日本語", "issue"],
  ["x".repeat(80), "x".repeat(60)],
])("“%s” becomes %s", (subject, slug) => {
  expect(issueSlug(subject)).toBe(slug);
});

test("a slug that is taken gets the next number", () => {
  expect(issueSlug("News", ["news", "news-2"])).toBe("news-3");
});
