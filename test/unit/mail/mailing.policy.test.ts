import { expect, test } from "vitest";
import { afterAct, mailingBlocker } from "~/features/mail/mailings/mailing.policy";
import type { Actor, Role } from "~/lib/ctx";

const person = (roles: Role[], secondFactorAt: Date | null): Actor => ({
  kind: "person",
  personId: "p",
  roles,
  groups: [],
  secondFactorAt,
  steppedUpAt: null,
});

test("only senders with a second factor, and the system, may send to a list", () => {
  const now = new Date();
  expect(mailingBlocker({ kind: "visitor" })).toBe("not-a-sender");
  expect(mailingBlocker(person(["member", "editor"], now))).toBe("not-a-sender");
  expect(mailingBlocker(person(["newsletter-sender"], null))).toBe("no-second-factor");
  expect(mailingBlocker(person(["newsletter-sender"], now))).toBeNull();
  expect(mailingBlocker(person(["administrator"], now))).toBeNull();
  expect(mailingBlocker({ kind: "system", reason: "test" })).toBeNull();
});

test("a mailing can be paused while it sends, resumed while paused, and stopped until it ends", () => {
  const states = ["filling", "sending", "paused", "stopped", "finished"] as const;
  expect(states.map((state) => afterAct(state, "pause"))).toEqual([null, "paused", null, null, null]);
  expect(states.map((state) => afterAct(state, "resume"))).toEqual([null, null, "sending", null, null]);
  expect(states.map((state) => afterAct(state, "stop"))).toEqual(["stopped", "stopped", "stopped", null, null]);
});
