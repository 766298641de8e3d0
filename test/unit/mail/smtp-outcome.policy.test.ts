import { describe, expect, test } from "vitest";
import { failureOf } from "~/features/mail/transport/dialogue.server";
import {
  CONTENT_REASONS,
  NO_SIGN_IN,
  NOT_TRIED,
  REFUSED_REASONS,
  readOutcome,
  retryPause,
  type SendResult,
} from "~/features/mail/transport/smtp-outcome.policy";

const answered = (response: string, more: Partial<Extract<SendResult, { ok: false }>> = {}): SendResult => ({
  ok: false,
  begun: false,
  code: "EENVELOPE",
  command: "RCPT TO",
  responseCode: Number(response.slice(0, 3)),
  response,
  ...more,
});
const silent = (begun: boolean, command?: string): SendResult => ({
  ok: false,
  begun,
  code: "ECONNECTION",
  ...(command ? { command } : {}),
});

test("an accepted message keeps the relay's own id", () => {
  expect(readOutcome({ ok: true, response: "250 2.0.0 Ok: queued as 4XyZ12" }, "list")).toMatchObject({
    state: "accepted",
    reason: null,
    smtpCode: 250,
    smtpStatus: "2.0.0",
    queueId: "4XyZ12",
  });
});

test.each([
  ["250 OK id=1tE4Zx-0002Ab-3C", "1tE4Zx-0002Ab-3C"],
  ["250 2.0.0 OK id 4XyZ12", "4XyZ12"],
  ["250 2.6.0 <mail@relay.example> Queued mail for delivery 8Jq2-Lz", "8Jq2-Lz"],
  ["250 Ok", null],
])("%s: its id there is %s", (response, queueId) => {
  expect(readOutcome({ ok: true, response }, "list")).toMatchObject({ state: "accepted", queueId });
});

describe("without an answer", () => {
  test("a message for which there is no connection goes again", () => {
    expect(readOutcome(silent(false, "CONN"), "service")).toMatchObject({ state: "pending", relay: "unreachable" });
    expect(readOutcome(silent(false, "MAIL FROM"), "list")).toMatchObject({ state: "pending", relay: "unreachable" });
  });

  test.each([undefined, "RCPT TO", "DATA"])("one that was not begun when its recipient had been named (%s) is tried later", (command) => {
    const outcome = readOutcome(silent(false, command), "list");
    expect(outcome).toMatchObject({ state: "deferred", reason: "no-answer", limit: "disconnecting" });
    expect(outcome.relay).toBeUndefined();
  });

  test("a begun one of a list stays unknown, any other is tried later", () => {
    expect(readOutcome(silent(true), "list")).toMatchObject({ state: "unknown", reason: "no-answer" });
    for (const messageClass of ["rights", "security", "service"] as const)
      expect(readOutcome(silent(true), messageClass)).toMatchObject({ state: "deferred", reason: "no-answer" });
  });

  test.each([
    "SELF_SIGNED_CERT_IN_CHAIN",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT",
    "INVALID_CA",
    "EPROTO",
  ])("a connection that cannot be encrypted (%s) is said to be that", (originalCode) => {
    const lost = failureOf(Object.assign(new Error("no"), { code: "ESOCKET", originalCode, command: "CONN" }), false);
    expect(readOutcome(lost, "list")).toMatchObject({ state: "pending", relay: "not-encrypted" });
  });

  test.each([
    ["EAUTH", "sign-in-refused"],
    [NO_SIGN_IN, "sign-in-not-offered"],
  ])("a sign-in that came to nothing (%s) is said to be that", (code, relay) => {
    expect(readOutcome({ ok: false, begun: false, code, command: "API" }, "list")).toMatchObject({ state: "pending", relay });
  });

  test("what was not tried says nothing about the relay", () => {
    const outcome = readOutcome({ ok: false, begun: false, code: NOT_TRIED }, "list");
    expect(outcome.state).toBe("pending");
    expect(outcome.relay).toBeUndefined();
  });
});

describe("the relay's own trouble burns no recipient", () => {
  test.each([
    ["421 4.7.0 try later", "CONN", "throttled"],
    ["454 4.7.0 temporary", "MAIL FROM", "throttled"],
    ["451 4.3.0 local problem", "MAIL FROM", "throttled"],
    ["451 please slow down", "MAIL FROM", "throttled"],
    ["452 4.3.1 no space", "DATA", "throttled"],
    ["530 5.7.0 authentication required", "MAIL FROM", "sign-in-refused"],
    ["530 5.7.0 authentication required", "DATA", "sign-in-refused"],
    ["550 5.7.1 sender refused", "MAIL FROM", "sender-refused"],
    ["554 no service", "CONN", "unreachable"],
    ["502 not implemented", "EHLO", "unreachable"],
    ["502 not implemented", "HELO", "unreachable"],
    ["500 what was that", "MAIL FROM", "sender-refused"],
  ])("%s to %s: %s", (response, command, relay) => {
    expect(readOutcome(answered(response, { command }), "list")).toMatchObject({ state: "pending", relay });
  });

  test("a refused password is not a refused recipient", () => {
    expect(readOutcome(answered("535 5.7.8 no", { code: "EAUTH", command: "AUTH PLAIN" }), "list")).toMatchObject({
      state: "pending",
      relay: "sign-in-refused",
    });
    expect(readOutcome(answered("504 5.5.4 no such mechanism", { code: "EAUTH", command: "AUTH PLAIN" }), "list")).toMatchObject({
      state: "pending",
      relay: "sign-in-refused",
    });
  });
});

describe("temporary refusals are tried later", () => {
  test.each(["451 4.7.1 greylisted, come back", "450 4.2.1 mailbox busy", "452 4.2.2 mailbox full", "451 4.3.0 local problem"])(
    "%s",
    (response) => {
      const outcome = readOutcome(answered(response), "list");
      expect(outcome).toMatchObject({ state: "deferred", reason: "temporary" });
      expect(outcome.relay).toBeUndefined();
    },
  );

  test("a limit that one recipient hears of burns an attempt, and says what several of them would mean", () => {
    for (const response of ["421 4.7.0 slow down", "450 4.7.1 too many messages", "451 4.7.1 rate limit exceeded", "454 4.7.1 later"])
      expect(readOutcome(answered(response), "list")).toMatchObject({ state: "deferred", limit: "throttled" });
    expect(readOutcome(answered("530 5.7.0 must use TLS"), "list")).toMatchObject({ state: "deferred", limit: "sign-in-refused" });
    expect(readOutcome(answered("452 4.5.3 too many recipients"), "list").limit).toBeUndefined();
  });

  test("the trouble of a domain is that domain's", () => {
    expect(readOutcome(answered("421 4.7.28 unusual rate of mail"), "list")).toMatchObject({ state: "deferred", domain: true });
    expect(readOutcome(answered("421 4.7.28 unusual rate of mail", { command: "CONN" }), "list").domain).toBeUndefined();
  });
});

describe("permanent refusals", () => {
  test.each([
    ["550 5.1.1 no such user", "no-such-mailbox", true],
    ["550 5.1.2 bad domain", "no-such-mailbox", true],
    ["550 5.1.10 null mx", "no-such-mailbox", true],
    ["550 5.2.1 disabled", "no-such-mailbox", true],
    ["550 No such user here", "no-such-mailbox", true],
    ["551 user unknown", "no-such-mailbox", true],
    ["550 recipient address is currently unknown", "no-such-mailbox", true],
    ["553 mailbox not found", "no-such-mailbox", true],
    ["554 no such user", "refused", undefined],
    ["550 5.7.1 blocked by policy: user unknown to us", "policy", undefined],
    ["554 5.7.26 not authenticated", "policy", undefined],
    ["552 5.2.2 mailbox full", "mailbox-full", undefined],
    ["552 5.3.4 too big", "too-large", undefined],
    ["552 too big", "too-large", undefined],
    ["552 Requested mail action aborted: exceeded storage allocation", "mailbox-full", undefined],
    ["552 sorry", "mailbox-full", undefined],
    ["550 5.3.4 too big", "too-large", undefined],
    ["550 5.6.0 content", "refused", undefined],
    ["550 no", "refused", undefined],
    ["500 what was that", "refused", undefined],
    ["550 5.7.1 sent at too high a rate", "policy", undefined],
    ["550 the next server said 550 5.1.1 to us", "refused", undefined],
  ])("%s is %s", (response, reason, undeliverable) => {
    const outcome = readOutcome(answered(response), "list");
    expect(outcome).toMatchObject({ state: "failed", reason });
    expect(outcome.undeliverable).toBe(undeliverable);
  });

  test.each([450100, 99, 600])("a number that is no code of SMTP is none: %d", (responseCode) => {
    const outcome = readOutcome(answered("450100 later", { responseCode }), "list");
    expect(outcome).toMatchObject({ state: "deferred", smtpCode: null });
  });

  test("the codes are kept", () => {
    expect(readOutcome(answered("550-5.1.1 no such\n550 5.1.1 user"), "list")).toMatchObject({ smtpCode: 550, smtpStatus: "5.1.1" });
    expect(readOutcome(answered("550 5.10.1 no"), "list")).toMatchObject({ smtpCode: 550, smtpStatus: "5.10.1" });
    expect(readOutcome(answered("550 sorry, no mailbox here by that name. (#5.1.1)"), "list").smtpStatus).toBe("5.1.1");
    expect(readOutcome(answered("550 rejected by rule (#5.10.509)"), "list").smtpStatus).toBe("5.10.509");
    expect(readOutcome(answered("550 no"), "list")).toMatchObject({ smtpCode: 550, smtpStatus: null });
  });

  test("what another server said is no status of this one", () => {
    expect(readOutcome(answered("550 the next server said 550 5.1.1 to us"), "list").smtpStatus).toBeNull();
  });
});

test.each([
  ["550 5.7.1 looks like spam", "what is sent"],
  ["552 5.3.4 too big", "what is sent"],
  ["550 5.1.1 no such user", "whom it goes to"],
  ["550 5.6.0 content", "whom it goes to"],
  ["552 5.2.2 mailbox full", "neither"],
])("“%s” counts against %s", (response, about) => {
  const { reason } = readOutcome(answered(response), "list");
  expect([CONTENT_REASONS.includes(reason!), REFUSED_REASONS.includes(reason!)]).toEqual([about === "what is sent", about !== "neither"]);
});

test("pauses grow from five minutes to eight hours, and spread", () => {
  expect([1, 2, 3, 4, 5, 6, 40].map((attempt) => retryPause(attempt, 0.5) / 60)).toEqual([5, 15, 60, 240, 480, 480, 480]);
  expect(retryPause(1, 0)).toBe(240);
  expect(retryPause(1, 1)).toBe(360);
  expect(retryPause(0, 0.5)).toBe(300);
});
