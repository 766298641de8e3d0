import { describe, expect, test } from "vitest";
import { datesBlocker, replyBlocker, voiceBlocker, writingBlocker } from "~/features/forum/topics/topic.policy";
import type { Actor, Role } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";

const person = (roles: Role[], groups: string[] = []): Actor => ({
  kind: "person",
  personId: "01900000-0000-7000-8000-000000000001",
  roles,
  groups,
  secondFactorAt: null,
  steppedUpAt: null,
});

const actors = {
  visitor: { kind: "visitor" },
  link: { kind: "link", purpose: "manage", subject: "x", personId: "01900000-0000-7000-8000-000000000001" },
  system: { kind: "system", reason: "test" },
  applicant: person([]),
  member: person(["member"]),
  specialist: person([], ["01900000-0000-7000-8000-00000000000a"]),
  moderator: person(["member", "moderator"]),
} satisfies Record<string, Actor>;

describe("who may reply", () => {
  test.each([
    ["visitor", "signed-out", "signed-out"],
    ["link", "signed-out", "signed-out"],
    ["system", "signed-out", "signed-out"],
    ["applicant", "not-a-member", "not-a-member"],
    ["member", null, "locked"],
    ["specialist", null, "locked"],
    ["moderator", null, "locked"],
  ] as const)("%s: %s in an open topic, %s in a closed one", (name, open, closed) => {
    expect(replyBlocker(actors[name], { isLocked: false, sanction: null })).toBe(open);
    expect(replyBlocker(actors[name], { isLocked: true, sanction: null })).toBe(closed);
  });
});

test("whoever is under a sanction writes nowhere, also in a topic of their own", () => {
  const sanction = { code: "3hd8w2kq7p", kind: "read-only", reason: "Rude", endsAt: null } as const;
  expect(replyBlocker(actors.member, { isLocked: false, sanction })).toBe("sanctioned");
  expect(voiceBlocker(actors.moderator, { sanction })).toBe("sanctioned");
});

test("whoever may reply may start a topic", () => {
  for (const actor of Object.values(actors)) expect(writingBlocker(actor)).toBe(replyBlocker(actor, { isLocked: false, sanction: null }));
});

test.each([
  ["is to come", false, { closesOn: 1 }, null],
  ["has passed", false, { closesOn: -1 }, { reason: "past", field: "closesOn" }],
  ["is now", false, { pinnedUntil: 0 }, { reason: "past", field: "pinnedUntil" }],
  ["is a year away", false, { announcedUntil: 366 }, null],
  ["is further away", false, { announcedUntil: 367 }, { reason: "too-far", field: "announcedUntil" }],
  ["opens what is open", false, { opensOn: 2 }, { reason: "not-closed", field: "opensOn" }],
  ["opens what is closed", true, { opensOn: 2 }, null],
  ["opens after closing", false, { closesOn: 1, opensOn: 2 }, null],
  ["opens on the day of closing", false, { closesOn: 2, opensOn: 2 }, { reason: "before-closing", field: "opensOn" }],
] as const)("a day of a topic that %s", (_, isLocked, days, blocker) => {
  const now = new Date("2026-11-30T12:00:00Z");
  const none = { closesOn: null, opensOn: null, pinnedUntil: null, announcedUntil: null };
  const dates = Object.fromEntries(Object.entries(days).map(([name, day]) => [name, later(now, day * DAY)]));
  expect(datesBlocker({ isLocked }, { ...none, ...dates }, now)).toEqual(blocker);
});
