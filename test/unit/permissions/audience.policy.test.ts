import { expect, test } from "vitest";
import { isWithin, narrowedTo, type Readership } from "~/features/permissions/audience.policy";

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
