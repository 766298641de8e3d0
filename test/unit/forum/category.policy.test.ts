import { expect, test } from "vitest";
import { arrangingBlocker, isReserved } from "~/features/forum/categories/category.policy";
import { passing } from "../../support/actors";

test("moderators arrange categories, and the portal for its seeds", () => {
  expect(passing((actor) => arrangingBlocker(actor) === null)).toEqual(["system", "moderator"]);
});

test.each([
  ["topics", true],
  ["new", true],
  ["moderations", true],
  ["topic", false],
])("the word %s is reserved: %s", (slug, expected) => {
  expect(isReserved(slug)).toBe(expected);
});
