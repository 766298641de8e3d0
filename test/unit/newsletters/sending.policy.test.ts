import { expect, test } from "vitest";
import type { MailingProgress } from "~/features/mail/types";
import { timeLeft, viewSending } from "~/features/newsletters/sending.policy";

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
  finishedAt: null,
  ...more,
});

test("done is what has its final state, and everything adds up to the audience", () => {
  const view = viewSending(progress(), afterTenSeconds);

  expect(view).toMatchObject({ done: 20, audience: 100, isOver: false, timeLeft: "less than a minute left" });
  expect(view.sums.reduce((sum, { count }) => sum + count, 0)).toBe(100);
  expect(view.reasons[0]!.words).toBe("There is no such mailbox any more");
});

test("a stopped sending is over when nothing is on its way any more", () => {
  expect(viewSending(progress({ state: "stopped" }), afterTenSeconds).isOver).toBe(false);
  expect(viewSending(progress({ state: "stopped", waiting: 0, sending: 0, deferred: 0 }), afterTenSeconds).isOver).toBe(true);
});

test.each([
  ["by-hand", /Paused by hand/],
  ["relay-unreachable", /goes on by itself/],
  ["refused", /many mail servers refuse it/],
])("a pause says why: %s", (why, words) => {
  expect(viewSending(progress({ state: "paused", why }), afterTenSeconds)).toMatchObject({
    words: expect.stringMatching(words),
    timeLeft: null,
  });
});

test.each([
  [{ done: 0, audience: 100, running: 10_000 }, null],
  [{ done: 100, audience: 100, running: 10_000 }, null],
  [{ done: 50, audience: 100, running: 60_000 }, "about a minute left"],
  [{ done: 10, audience: 110, running: 60_000 }, "about 10 minutes left"],
  [{ done: 10, audience: 1210, running: 60_000 }, "about 2 hours left"],
])("%o leaves %s", (sums, words) => {
  expect(timeLeft(sums)).toBe(words);
});
