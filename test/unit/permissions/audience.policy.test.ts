import { expect, test } from "vitest";
import { audienceBlocker, isWithin, narrowedTo, type Readership } from "~/features/permissions/audience.policy";
import { anActor, EVERYBODY } from "../../support/actors";

const open: Readership = { audience: "open", groupIds: [] };
const members: Readership = { audience: "members", groupIds: [] };
const groups = (...groupIds: string[]): Readership => ({ audience: "groups", groupIds });

test.each<[Readership, Readership, boolean, Readership | null]>([
  [open, open, true, open],
  [members, open, true, members],
  [groups("a"), open, true, groups("a")],
  [open, members, false, members],
  [members, members, true, members],
  [groups("a"), members, true, groups("a")],
  [open, groups("a"), false, groups("a")],
  [members, groups("a"), false, groups("a")],
  [groups("a"), groups("a", "b"), true, groups("a")],
  [groups("a", "b"), groups("b", "c"), false, groups("b")],
  [groups("a"), groups("b"), false, null],
])("%o under %o: within %s, left %o", (inner, outer, within, left) => {
  expect([isWithin(inner, outer), narrowedTo(inner, outer)]).toEqual([within, left]);
});

const inA = anActor({ groups: ["a"] });
test.each<[string, ReturnType<typeof audienceBlocker>, Parameters<typeof audienceBlocker>]>([
  ["open to all", null, [anActor(), { audience: "open", groupIds: [] }]],
  ["for members", null, [anActor(), { audience: "members", groupIds: [] }]],
  ["for members, by staff who are none", "not-readable", [anActor({ roles: ["administrator"] }), { audience: "members", groupIds: [] }]],
  ["for one’s own group", null, [inA, { audience: "groups", groupIds: ["a"] }]],
  ["for one’s own group among others", null, [inA, { audience: "groups", groupIds: ["b", "a"] }]],
  ["for another group", "not-readable", [inA, { audience: "groups", groupIds: ["b"] }]],
  ["for no group", "not-readable", [inA, { audience: "groups", groupIds: [] }]],
  ["for a group, by a visitor", "not-readable", [EVERYBODY.visitor!, { audience: "groups", groupIds: ["a"] }]],
  ["for a group, by the portal", null, [EVERYBODY.system!, { audience: "groups", groupIds: ["a"] }]],
])("%s: %s", (_, reason, args) => {
  expect(audienceBlocker(...args)).toBe(reason);
});
