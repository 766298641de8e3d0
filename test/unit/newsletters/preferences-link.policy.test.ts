import { expect, test } from "vitest";
import { isPreferencesLinkGood } from "~/features/newsletters/subscriptions/preferences-link.policy";
import { later } from "~/lib/dates";

const expiresAt = new Date("2026-11-21T12:00:00Z");

test("the link opens until the moment it expires", () => {
  expect(isPreferencesLinkGood({ expiresAt, supersededAt: null }, expiresAt)).toBe(false);
  expect(isPreferencesLinkGood({ expiresAt, supersededAt: null }, later(expiresAt, -1))).toBe(true);
});

test("a newer link closes it before that", () => {
  const before = later(expiresAt, -60_000);
  expect(isPreferencesLinkGood({ expiresAt, supersededAt: before }, before)).toBe(false);
});
