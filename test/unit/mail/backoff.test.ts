import { expect, test } from "vitest";
import { isAtRest, newBackoff, noteResult } from "~/features/mail/transport/backoff.server";
import type { LeasedMessage } from "~/features/mail/transport/claim.server";
import type { Outcome } from "~/features/mail/transport/smtp-outcome.policy";

const to = (toEmail: string, more: Partial<LeasedMessage> = {}) => ({ toEmail, class: "list", ...more }) as LeasedMessage;
const outcome = (more: Partial<Outcome>): Outcome => ({
  state: "deferred",
  reason: null,
  smtpCode: null,
  smtpStatus: null,
  queueId: null,
  ...more,
});
const limit = { limit: "throttled" } as const;
const unsigned = { state: "pending", limit: "unsigned" } as const;
const lost = { limit: "disconnecting" } as const;

/** Each row: what returned, one after the other, then the relay's trouble and the domains that rest. */
const ROWS: [string, [address: string, outcome: Partial<Outcome>, attempt?: number][], string | null, string[]][] = [
  ["four who lose the connection are four recipients", [0, 1, 2, 3].map((n) => [`${n}@${n}`, lost]), null, []],
  ["five in a row who do, of several domains, are the relay", [0, 1, 2, 3, 4].map((n) => [`${n}@${n}`, lost]), "disconnecting", []],
  ["five in a row of one domain who do are the domain", [0, 1, 2, 3, 4].map((n) => [`${n}@one`, lost]), null, ["one"]],
  ["five in a row of one domain that cannot be signed are us", [0, 1, 2, 3, 4].map((n) => [`${n}@one`, unsigned]), "unsigned", []],
  ["five in a row who heard it before prove nothing about the relay", [0, 1, 2, 3, 4].map((n) => [`${n}@${n}`, lost, 1]), null, []],
  ["nor do they between those who hear it first", [0, 1, 2, 3, 4, 5].map((n) => [`${n}@${n}`, limit, n % 2]), null, []],
  ["what cannot be signed is ours however often", [0, 1, 2, 3, 4].map((n) => [`${n}@${n}`, unsigned, 1]), "unsigned", []],
  ["trouble of the relay is one at once", [["a@one", { state: "pending", relay: "unreachable" }]], "unreachable", []],
  ["a domain that asks for patience rests at once", [["a@one", { domain: true }]], null, ["one"]],
  ["four who hear of a limit are four recipients", [0, 1, 2, 3].map((n) => [`${n}@one`, limit]), null, []],
  ["five in a row of one domain are the domain", [0, 1, 2, 3, 4].map((n) => [`${n}@one`, limit]), null, ["one"]],
  ["five in a row of two domains are the relay", [0, 1, 2, 3, 4].map((n) => [`${n}@${n % 2 ? "one" : "two"}`, limit]), "throttled", []],
  ["the same recipient five times is one", [0, 1, 2, 3, 4].map(() => ["a@one", limit]), null, []],
  [
    "another answer between them begins the count again",
    [...[0, 1, 2, 3].map((n): [string, Partial<Outcome>] => [`${n}@one`, limit]), ["x@one", { state: "accepted" }], ["4@one", limit]],
    null,
    [],
  ],
];

test.each(ROWS)("%s", (_name, results, trouble, resting) => {
  const backoff = newBackoff();
  const rests = results.flatMap(([address, more, attempt = 0]) =>
    noteResult(backoff, { message: to(address, { attempt }), outcome: outcome(more) }),
  );
  expect(backoff.trouble).toBe(trouble);
  expect(rests.map(({ domain }) => domain)).toEqual(resting);
  expect([...backoff.resting.keys()]).toEqual(resting);
});

test("who is at a domain that rests waits, but not for a code or an answer about their rights", () => {
  const backoff = newBackoff();
  noteResult(backoff, { message: to("a@one"), outcome: outcome({ domain: true }) });
  const waits = (message: LeasedMessage) => isAtRest(backoff, message);
  expect(waits(to("b@ONE"))).toBe(true);
  expect(waits(to("b@one", { class: "service" }))).toBe(true);
  expect(waits(to("b@one", { class: "security" }))).toBe(false);
  expect(waits(to("b@one", { class: "rights" }))).toBe(false);
  expect(waits(to("b@two"))).toBe(false);
});
