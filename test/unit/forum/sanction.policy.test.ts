import { expect, test } from "vitest";
import {
  liftBlocker,
  sanctionAppealBlocker,
  sanctionBlocker,
  sanctionDecisionBlocker,
  sanctionEndBlocker,
} from "~/features/forum/sanctions/sanction.policy";
import { STAFF_ROLES } from "~/features/permissions/permissions";
import { DAY, later } from "~/lib/dates";
import { anActor } from "../../support/actors";

const MODERATOR = "01900000-0000-7000-8000-000000000001";
const MEMBER = "01900000-0000-7000-8000-000000000002";
const moderator = anActor({ personId: MODERATOR, roles: ["member", "moderator"] });
const another = anActor({ personId: "01900000-0000-7000-8000-000000000003", roles: ["member", "moderator"] });
const member = anActor({ personId: MEMBER });
const now = new Date("2026-11-30T12:00:00Z");
const whom = { personId: MEMBER, roles: ["member"], standing: [] } as const;

test.each([
  ["a member", whom, null],
  ["themselves", { ...whom, personId: MODERATOR }, "yourself"],
  ["a member for whom another kind stands", { ...whom, standing: ["suspended"] }, null],
  ["a member for whom the same stands", { ...whom, standing: ["warned", "read-only"] }, "standing"],
  ...STAFF_ROLES.map((role) => [`a ${role}`, { ...whom, roles: ["member", role] }, "staff"] as const),
] as const)("a moderator limits %s", (_who, whom, blocker) => {
  expect(sanctionBlocker(moderator, whom, "read-only")).toBe(blocker);
});

test.each([
  ["warned", null, null],
  ["warned", 1, "warning-ends"],
  ["read-only", null, "end-missing"],
  ["read-only", 0, "end-past"],
  ["read-only", 366, null],
  ["read-only", 367, "end-too-far"],
  ["suspended", null, null],
  ["suspended", 1, null],
  ["suspended", -1, "end-past"],
] as const)("%s until so many days from now: %s", (kind, days, blocker) => {
  expect(sanctionEndBlocker(kind, days === null ? null : later(now, days * DAY), now)).toBe(blocker);
});

const standing = { personId: MEMBER, moderatorId: MODERATOR, isStanding: true, isUndone: false, isAppealed: false, isDecided: false };
const appealed = { ...standing, isAppealed: true };

test.each([
  ["what stands", moderator, standing, null, null],
  ["what is over", moderator, { ...standing, isStanding: false }, "over", null],
  ["what was taken back", moderator, { ...standing, isStanding: false, isUndone: true }, "over", "over"],
  ["what waits for a decision", moderator, appealed, "appealed", "appealed"],
  ["what was decided", moderator, { ...appealed, isDecided: true }, null, null],
  ["what is about them", member, standing, "yourself", "yourself"],
] as const)("a moderator lifts, or takes back, %s", (_what, actor, sanction, lifted, undone) => {
  expect(liftBlocker(actor, sanction, "lifted")).toBe(lifted);
  expect(liftBlocker(actor, sanction, "undone")).toBe(undone);
});

test.each([
  ["by whom it is about", member, standing, null],
  ["by them when its time is over", member, { ...standing, isStanding: false }, null],
  ["by them again", member, appealed, "appealed"],
  ["by them when it was taken back", member, { ...standing, isUndone: true }, "undone"],
  ["by somebody else", another, standing, "not-yours"],
] as const)("an appeal %s", (_by, actor, sanction, blocker) => {
  expect(sanctionAppealBlocker(actor, sanction)).toBe(blocker);
});

test.each([
  ["another moderator", another, appealed, null],
  ["who acted", moderator, appealed, "own-act"],
  ["a moderator whom it is about", member, appealed, "yourself"],
  ["somebody, when nobody appealed", another, standing, "no-appeal"],
  ["somebody, when it is decided", another, { ...appealed, isDecided: true }, "decided"],
] as const)("an appeal is decided by %s", (_by, actor, sanction, blocker) => {
  expect(sanctionDecisionBlocker(actor, sanction)).toBe(blocker);
});
