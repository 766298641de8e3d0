import { expect, test } from "vitest";
import { giveBlocker, type RoleHolder, takeBlocker } from "~/features/accounts/staff/role.policy";
import { anActor } from "../../support/actors";

const by = anActor({ personId: "admin", roles: ["administrator"] });
const holder: RoleHolder = { personId: "holder", roles: ["member"], isLastAdministrator: false };
const [before, day, next, later] = ["2026-10-31", "2026-11-01", "2026-11-02", "2026-11-03"].map((date) => new Date(date)) as Date[];
const membership = { startsAt: day!, endsAt: null as Date | null };
const given = { role: "editor" as const, isHeld: false, isOpen: true, now: day!, startsAt: day!, endsAt: null, membership };

test.each<[string, ReturnType<typeof giveBlocker>, Parameters<typeof giveBlocker>]>([
  ["a staff role to a member", null, [by, holder, given]],
  ["until a later day", null, [by, holder, { ...given, endsAt: next! }]],
  ["membership to somebody who has nothing", null, [by, { ...holder, roles: [] }, { ...given, role: "member" }]],
  ["a group to somebody who has nothing", null, [by, { ...holder, roles: [] }, { ...given, role: null }]],
  ["by the portal", null, [{ kind: "system", reason: "test" }, holder, given]],
  ["to oneself", "yourself", [{ ...by, personId: "holder" }, holder, given]],
  ["a group that has ended", "group-ended", [by, holder, { ...given, role: null, isOpen: false }]],
  ["what is held", "granted-already", [by, holder, { ...given, isHeld: true }]],
  ["until the day on which it begins", "ends-before-it-starts", [by, holder, { ...given, endsAt: day! }]],
  ["until a day before", "ends-before-it-starts", [by, holder, { ...given, startsAt: next!, endsAt: day! }]],
  ["for days that are over", "over-already", [by, holder, { ...given, startsAt: before!, endsAt: day! }]],
  ["a staff role to who is no member", "needs-membership", [by, { ...holder, roles: [] }, { ...given, membership: null }]],
  [
    "a staff role from before their membership",
    "membership-too-short",
    [by, holder, { ...given, membership: { ...membership, startsAt: next! } }],
  ],
  ["a staff role from a day that is past", null, [by, holder, { ...given, startsAt: before! }]],
  [
    "a staff role until after it",
    "membership-too-short",
    [by, holder, { ...given, endsAt: later!, membership: { ...membership, endsAt: next! } }],
  ],
  [
    "a staff role without end, before its end",
    "membership-too-short",
    [by, holder, { ...given, membership: { ...membership, endsAt: next! } }],
  ],
  ["a staff role until its end", null, [by, holder, { ...given, endsAt: next!, membership: { ...membership, endsAt: next! } }]],
  [
    "a staff role from its first day on",
    null,
    [by, { ...holder, roles: [] }, { ...given, startsAt: next!, membership: { startsAt: next!, endsAt: null } }],
  ],
  ["the role of member, until after it", null, [by, holder, { ...given, role: "member", membership: { ...membership, endsAt: next! } }]],
  ["a group until after it", null, [by, holder, { ...given, role: null, membership: { ...membership, endsAt: next! } }]],
])("given %s: %s", (_, reason, args) => {
  expect(giveBlocker(...args)).toBe(reason);
});

test.each<[string, ReturnType<typeof takeBlocker>, Parameters<typeof takeBlocker>]>([
  [
    "a staff role",
    null,
    [
      { ...holder, roles: ["member", "editor"] },
      { role: "editor", isHeld: true },
    ],
  ],
  [
    "a group of staff",
    null,
    [
      { ...holder, roles: ["member", "editor"] },
      { role: null, isHeld: true },
    ],
  ],
  ["membership of who has no staff role", null, [holder, { role: "member", isHeld: true }]],
  ["the role of one administrator of several", null, [holder, { role: "administrator", isHeld: true }]],
  [
    "another role of the last administrator",
    null,
    [
      { ...holder, isLastAdministrator: true },
      { role: "editor", isHeld: true },
    ],
  ],
  ["what is not held", "not-granted", [holder, { role: "editor", isHeld: false }]],
  [
    "the role of the last administrator",
    "last-administrator",
    [
      { ...holder, isLastAdministrator: true },
      { role: "administrator", isHeld: true },
    ],
  ],
  [
    "membership of staff",
    "staff-need-membership",
    [
      { ...holder, roles: ["member", "editor"] },
      { role: "member", isHeld: true },
    ],
  ],
])("taken away, %s: %s", (_, reason, args) => {
  expect(takeBlocker(...args)).toBe(reason);
});
