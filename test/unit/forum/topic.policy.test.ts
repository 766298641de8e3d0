import { describe, expect, test } from "vitest";
import { replyBlocker, writingBlocker } from "~/features/forum/topics/topic.policy";
import type { Actor, Role } from "~/lib/ctx";

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
    expect(replyBlocker(actors[name], { isLocked: false })).toBe(open);
    expect(replyBlocker(actors[name], { isLocked: true })).toBe(closed);
  });
});

test("whoever may reply may start a topic", () => {
  for (const actor of Object.values(actors)) expect(writingBlocker(actor)).toBe(replyBlocker(actor, { isLocked: false }));
});
