import { expect, test } from "vitest";
import { planBlocker } from "~/features/content/publishing/plan.policy";
import { DAY, HOUR, later } from "~/lib/dates";

const now = new Date("2026-11-30T12:00:00Z");
const at = later(now, HOUR);
const draft = { version: 2, publishedVersion: null, archivedAt: null };
const read = { ...draft, publishedVersion: 1 };

test.each([
  ["a draft goes out", "publish", { page: draft }, null],
  ["so does a change", "publish", { page: read }, null],
  ["what readers have does not", "publish", { page: { ...read, publishedVersion: 2 } }, "published"],
  ["nor what was not looked at", "publish", { page: { ...draft, version: 3 } }, "changed"],
  ["nor a page that is taken down", "publish", { page: { ...read, archivedAt: now } }, "taken-down"],
  ["nor now", "publish", { at: now }, "past"],
  ["nor in two years", "publish", { at: later(now, 366 * DAY) }, "too-far"],
  ["it goes out before it comes down", "publish", { other: later(at, 1) }, null],
  ["and not when it does", "publish", { other: at }, "after-it-comes-down"],
  ["a published page comes down", "take-down", { page: read }, null],
  ["a draft does not", "take-down", { page: draft }, "not-published"],
  ["unless it goes out before", "take-down", { page: draft, other: later(at, -1) }, null],
  ["and not when it does", "take-down", { page: read, other: at }, "before-it-goes-out"],
] as const)("%s", (_what, act, more, expected) => {
  expect(planBlocker({ act, at, page: draft, version: 2, other: null, ...more }, now)).toBe(expected);
});
