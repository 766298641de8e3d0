import { expect, test } from "vitest";
import { againBlocker, findUnreached, PASSING_REASONS } from "~/features/mail/mailings/unreached.policy";

const at = new Date("2026-11-01T10:00:00Z");
const asked = { finishedAt: at.toISOString() };

test.each<[string, ReturnType<typeof againBlocker>, Parameters<typeof againBlocker>]>([
  ["all messages kept", null, [{ endedAt: at, audience: 12 }, asked, 12]],
  ["still being sent", "not-finished", [{ endedAt: null, audience: 12 }, asked, 12]],
  ["sent again meanwhile", "changed", [{ endedAt: new Date(+at + 1), audience: 12 }, asked, 12]],
  ["a message forgotten", "forgotten", [{ endedAt: at, audience: 12 }, asked, 11]],
  ["never filled", "forgotten", [{ endedAt: at, audience: null }, asked, 0]],
])("%s: %s", (_, reason, args) => {
  expect(againBlocker(...args)).toBe(reason);
});

test.each([
  ["unknown", "unknown"],
  ["failed", "failed"],
  ["missed", "missed"],
  ["accepted", null],
  [null, null],
])("the group %s is %s", (word, group) => {
  expect(findUnreached(word)).toBe(group);
});

test("who left, objected or was stopped by hand is not asked about again", () => {
  expect(PASSING_REASONS).toEqual(["held", "paused", "restricted", "undeliverable", "address-unproven", "not-in-audience"]);
});
