import { expect, test } from "vitest";
import { afterAct, type MailingAct, mailingBlocker } from "~/features/mail/mailings/mailing.policy";
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

test("a mailing can be paused until it ends, resumed while paused, and stopped until it ends", () => {
  const states = ["filling", "sending", "paused", "stopped", "finished"] as const;
  const after = (act: MailingAct) =>
    states.map((state) => afterAct({ state, why: state === "paused" ? "by-hand" : null, audience: 5 }, act));
  expect(after("pause")).toEqual(["paused", "paused", null, null, null]);
  expect(after("resume")).toEqual([null, null, "sending", null, null]);
  expect(after("stop")).toEqual(["stopped", "stopped", "stopped", null, null]);
});

test("what waits for the relay can be paused, and what was paused while it was filled goes on being filled", () => {
  expect(afterAct({ state: "paused", why: "relay-unreachable", audience: 5 }, "pause")).toBe("paused");
  expect(afterAct({ state: "stopped", why: "relay-unreachable", audience: 5 }, "pause")).toBeNull();
  expect(afterAct({ state: "paused", why: "refused", audience: 5 }, "pause")).toBeNull();
  expect(afterAct({ state: "paused", why: "by-hand", audience: null }, "resume")).toBe("filling");
});
