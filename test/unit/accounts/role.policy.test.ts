import { expect, test } from "vitest";
import { giveBlocker, type RoleHolder, takeBlocker } from "~/features/accounts/staff/role.policy";
import { anActor } from "../../support/actors";

const by = anActor({ personId: "admin", roles: ["administrator"] });
const holder: RoleHolder = { personId: "holder", roles: ["member"], isLastAdministrator: false };
const [day, next] = [new Date("2026-11-01"), new Date("2026-11-02")];
const given = { role: "editor" as const, isHeld: false, isOpen: true, startsAt: day, endsAt: null };

test.each<[string, ReturnType<typeof giveBlocker>, Parameters<typeof giveBlocker>]>([
  ["a staff role to a member", null, [by, holder, given]],
  ["until a later day", null, [by, holder, { ...given, endsAt: next }]],
  ["membership to somebody who has nothing", null, [by, { ...holder, roles: [] }, { ...given, role: "member" }]],
  ["a group to somebody who has nothing", null, [by, { ...holder, roles: [] }, { ...given, role: null }]],
  ["by the portal", null, [{ kind: "system", reason: "test" }, holder, given]],
  ["to oneself", "yourself", [{ ...by, personId: "holder" }, holder, given]],
  ["a group that has ended", "group-ended", [by, holder, { ...given, role: null, isOpen: false }]],
  ["what is held", "granted-already", [by, holder, { ...given, isHeld: true }]],
  ["until the day on which it begins", "ends-before-it-starts", [by, holder, { ...given, endsAt: day }]],
  ["until a day before", "ends-before-it-starts", [by, holder, { ...given, startsAt: next, endsAt: day }]],
  ["a staff role to who is no member", "needs-membership", [by, { ...holder, roles: [] }, given]],
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
