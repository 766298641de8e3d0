import { expect, test } from "vitest";
import { inviteBlocker, sponsorBlocker } from "~/features/membership/invitations/invitation.policy";
import { lastDayOf } from "~/features/membership/invitations/invitation.schema";
import { unlinked } from "~/features/membership/unlinked";
import type { Actor, Role } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";

const now = new Date("2026-11-21T12:00:00Z");
const facts = { sent: 0, quota: 10, hasOpen: false, groups: 1, isPosing: false, isOwn: false };
const inADay = { endsAt: later(now, DAY), now };
const person = (...roles: Role[]): Actor => ({
  kind: "person",
  personId: "p",
  roles,
  groups: [],
  secondFactorAt: null,
  steppedUpAt: null,
});

test("PMN-26: the steering group invites, nobody else", () => {
  expect(sponsorBlocker(person("member", "steering-group"))).toBeNull();
  for (const role of ["contacts-officer", "administrator", "moderator", "member"] as const)
    expect([role, sponsorBlocker(person(role))]).toEqual([role, "not-a-sponsor"]);
  expect(sponsorBlocker({ kind: "system", reason: "test" })).toBe("not-a-sponsor");
});

test("an invitation needs a group, a day to come and room in the quota", () => {
  expect(inviteBlocker(facts, inADay)).toBeNull();
  expect(inviteBlocker({ ...facts, isPosing: true }, inADay)).toBe("posing");
  expect(inviteBlocker({ ...facts, isOwn: true }, inADay)).toBe("yourself");
  expect(inviteBlocker({ ...facts, groups: 0 }, inADay)).toBe("no-group");
  expect(inviteBlocker({ ...facts, sent: 10 }, inADay)).toBe("quota");
  expect(inviteBlocker({ ...facts, hasOpen: true }, inADay)).toBe("already-invited");
  expect(inviteBlocker(facts, { endsAt: now, now })).toBe("ends-too-soon");
  expect(inviteBlocker(facts, { endsAt: later(now, 3 * 365 * DAY), now })).toBeNull();
  expect(inviteBlocker(facts, { endsAt: later(now, 3 * 365 * DAY + 1), now })).toBe("ends-too-late");
});

test("the last day is whole, in summer and in winter, and there is no 31 February", () => {
  const day = (endsDay: string, endsMonth: string, endsYear: string) => lastDayOf({ endsDay, endsMonth, endsYear })?.toISOString();
  expect(day("31", "12", "2026")).toBe("2026-12-31T23:59:59.999Z");
  expect(day("1", "7", "2027")).toBe("2027-07-01T22:59:59.999Z");
  expect(day("31", "2", "2027")).toBeUndefined();
  expect(day("", "2", "2027")).toBeUndefined();
  expect(day("1", "2", "27")).toBeUndefined();
});

test("B20: nothing that somebody typed reads as an address", () => {
  for (const typed of ["https://evil.example/login", "evil.example", "mailto:it@evil.example", "www.evil.example", "\\\\evil.example\\x"])
    expect(unlinked(typed)).not.toMatch(/[.:@/\\][^\s\u200B]/);
  expect(unlinked("See you soon. Best, Idris")).toBe("See you soon. Best, Idris");
});
