import { expect, test } from "vitest";
import type { MailingProgress } from "~/features/mail/types";
import { blockerWords, timeLeft, viewSending } from "~/features/newsletters/issues/sending.policy";

const startedAt = new Date("2026-11-21T10:00:00Z");
const afterTenSeconds = new Date("2026-11-21T10:00:10Z");
const progress = (more: Partial<MailingProgress> = {}): MailingProgress => ({
  id: "m",
  state: "sending",
  why: null,
  audience: 100,
  waiting: 70,
  sending: 5,
  deferred: 5,
  accepted: 15,
  failed: 2,
  skipped: 2,
  unknown: 1,
  reasons: [{ state: "failed", reason: "no-such-mailbox", count: 2 }],
  startedAt,
  lately: { since: startedAt, done: 20 },
  finishedAt: null,
  lastTakenAt: null,
  relay: null,
  ...more,
});

test("done is what has its final state, and everything adds up to the audience", () => {
  const view = viewSending(progress(), afterTenSeconds);

  expect(view).toMatchObject({ done: 20, audience: 100, isOver: false, timeLeft: "less than a minute left" });
  expect(view.sums.reduce((sum, { count }) => sum + count, 0)).toBe(100);
  expect(view.sums.map(({ label, count }) => [label, count])).toEqual([
    ["Delivered to the next mail server", 15],
    ["Waiting", 75],
    ["To be tried again later", 5],
    ["Refused", 2],
    ["Left out", 2],
    ["Unknown", 1],
  ]);
  expect(view.reasons[0]!.words).toBe("There is no such mailbox any more");
});

test("a stopped sending is over when nothing is on its way any more", () => {
  const stopped = { state: "stopped", waiting: 0, sending: 0, deferred: 0 } as const;
  for (const onItsWay of [{ waiting: 1 }, { sending: 1 }, { deferred: 1 }, { waiting: 1, sending: 1 }, { sending: 1, deferred: 1 }])
    expect(viewSending(progress({ ...stopped, ...onItsWay }), afterTenSeconds).isOver).toBe(false);
  expect(viewSending(progress({ state: "stopped", waiting: 0, sending: 0, deferred: 0 }), afterTenSeconds).isOver).toBe(true);
});

test("how long it takes is told from when it last went on", () => {
  const since = new Date("2026-12-12T10:00:00Z");
  const now = new Date("2026-12-12T10:01:00Z");
  const again = { audience: 5000, waiting: 2000, sending: 0, deferred: 0, accepted: 3000, failed: 0, skipped: 0, unknown: 0 };
  expect(viewSending(progress({ ...again, lately: { since, done: 500 } }), now).timeLeft).toBe("about 4 minutes left");
});

test("only what is finished or stopped is over, also when nothing waits any more", () => {
  const nothingWaits = { waiting: 0, sending: 0, deferred: 0 };
  for (const state of ["filling", "sending", "paused"] as const)
    expect(viewSending(progress({ ...nothingWaits, state }), afterTenSeconds).isOver).toBe(false);
  expect(viewSending(progress({ state: "finished" }), afterTenSeconds)).toMatchObject({ isOver: true, mayPause: false, mayResume: false });
});

const LEFT_OUT = "Stopped. Whoever had not been written to by then was left out.";
const nobody = { waiting: 0, sending: 0, deferred: 0, accepted: 0, failed: 0, skipped: 0, unknown: 0 };

test.each<[string, Partial<MailingProgress>, string]>([
  ["filling", { state: "filling", ...nobody }, "Listing who gets it."],
  ["filling, while some have it", { state: "filling", accepted: 3 }, "Sending, while the list of who gets it is still being made."],
  ["sending", { state: "sending" }, "Sending."],
  ["stopping", { state: "stopped" }, "Stopping: what is on its way right now is finished."],
  ["stopped when half were refused", { state: "stopped", ...nobody, accepted: 2, failed: 2 }, LEFT_OUT],
  ["stopped when nobody knows of some", { state: "stopped", ...nobody, failed: 2, unknown: 2 }, LEFT_OUT],
  ["finished when everybody was left out", { state: "finished", ...nobody, skipped: 5 }, "Finished."],
  ["stopped", { state: "stopped", waiting: 0, sending: 0, deferred: 0 }, LEFT_OUT],
  ["stopped before anybody was listed", { state: "stopped", audience: 0, ...nobody }, "Stopped before anybody was written to."],
  ["finished", { state: "finished", finishedAt: new Date("2026-11-22T10:00:00Z") }, "Finished on 22 November 2026."],
  ["finished at an unknown time", { state: "finished" }, "Finished."],
  ["paused", { state: "paused" }, "Paused."],
  ["paused for a reason without words", { state: "paused", why: "other" }, "Paused."],
])("%s is said in words", (_, more, words) => {
  expect(viewSending(progress(more), afterTenSeconds).words).toBe(words);
});

test("a mail whose worker was lost while it was leaving is told in words", () => {
  const lost = [{ state: "unknown", reason: "worker-lost", count: 1 }] as const;
  expect(viewSending(progress({ reasons: [...lost] }), afterTenSeconds).reasons[0]!.words).toMatch(/^The sending process ended/);
});

test("a reason has the same words before and after sending, and one without words is shown as it is", () => {
  expect(blockerWords("paused")).toBe("Paused their subscription");
  expect(["erased", "gone"].map(blockerWords)).toEqual(["Their record was erased", "Their record was erased or merged"]);
  expect(blockerWords("something-new")).toBe("something-new");
});

test.each([
  ["by-hand", /Paused by hand/, false],
  ["relay-unreachable", /goes on by itself/, true],
  ["relay-sign-in-refused", /Tell an administrator.* goes on by itself/, true],
  ["refused", /many mail servers refuse it/, false],
])("a pause says why, and has a button for what can be done: %s", (why, words, mayPause) => {
  expect(viewSending(progress({ state: "paused", why }), afterTenSeconds)).toMatchObject({
    words: expect.stringMatching(words),
    mayPause,
    mayResume: !mayPause,
    timeLeft: null,
  });
});

test.each<[string, Partial<MailingProgress>, RegExp]>([
  ["says so while nobody has it", {}, / Nobody has it yet\.$/],
  [
    "says since when, and when it is tried again",
    { lastTakenAt: new Date("2026-11-21T09:55:00Z"), relay: { nextAt: new Date("2026-11-21T10:04:00Z") } },
    / The last copy was taken on 21 November 2026 at 9:55am\. We try again at about 10:04am\.$/,
  ],
  ["promises no time that has passed", { relay: { nextAt: startedAt } }, / Nobody has it yet\.$/],
  ["promises none where nobody's turn has come", { waiting: 0, relay: { nextAt: new Date("2026-11-21T10:04:00Z") } }, /yet\.$/],
])("what waits for the relay %s", (_, more, words) => {
  expect(viewSending(progress({ state: "paused", why: "relay-throttled", ...more }), afterTenSeconds).words).toMatch(words);
});

test.each([
  [{ done: 0, audience: 100, running: 10_000 }, null],
  [{ done: 100, audience: 100, running: 10_000 }, null],
  [{ done: 50, audience: 100, running: 60_000 }, "about a minute left"],
  [{ done: 10, audience: 110, running: 60_000 }, "about 10 minutes left"],
  [{ done: 10, audience: 1210, running: 60_000 }, "about 2 hours left"],
  [{ done: 10, audience: 100, running: 0 }, null],
  [{ done: 10, audience: 100, running: -1 }, null],
  [{ done: 1, audience: 90, running: 60_000 }, "about 89 minutes left"],
  [{ done: 1, audience: 91, running: 60_000 }, "about 2 hours left"],
])("%o leaves %s", (sums, words) => {
  expect(timeLeft(sums)).toBe(words);
});
