import { expect, test } from "vitest";
import { arrangingBlocker, audienceBlocker, isReserved } from "~/features/forum/categories/category.policy";
import { anActor, EVERYBODY, passing } from "../../support/actors";

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

const inA = anActor({ groups: ["a"] });
test.each<[string, ReturnType<typeof audienceBlocker>, Parameters<typeof audienceBlocker>]>([
  ["open to all", null, [anActor(), "open"]],
  ["for members", null, [anActor(), "members"]],
  ["for one’s own group", null, [inA, { groups: ["a"] }]],
  ["for one’s own group among others", null, [inA, { groups: ["b", "a"] }]],
  ["for another group", "not-readable", [inA, { groups: ["b"] }]],
  ["for no group", "not-readable", [inA, { groups: [] }]],
  ["for a group, by a visitor", "not-readable", [EVERYBODY.visitor!, { groups: ["a"] }]],
  ["for a group, by the portal", null, [EVERYBODY.system!, { groups: ["a"] }]],
])("%s: %s", (_, reason, args) => {
  expect(audienceBlocker(...args)).toBe(reason);
});
