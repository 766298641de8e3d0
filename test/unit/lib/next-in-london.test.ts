import { expect, test } from "vitest";
import { nextInLondon } from "~/lib/dates";

const next = (after: string, what: Parameters<typeof nextInLondon>[1]) => nextInLondon(new Date(after), what).toISOString();

test.each([
  ["before it, in winter", "2026-11-30T06:59:00Z", { hour: 7 }, "2026-11-30T07:00:00.000Z"],
  ["at it", "2026-11-30T07:00:00Z", { hour: 7 }, "2026-12-01T07:00:00.000Z"],
  ["in summer", "2026-07-01T06:30:00Z", { hour: 7 }, "2026-07-02T06:00:00.000Z"],
  ["over the night in which the clocks go forward", "2027-03-27T07:00:00Z", { hour: 7 }, "2027-03-28T06:00:00.000Z"],
  ["over the night in which they go back", "2026-10-24T06:00:00Z", { hour: 7 }, "2026-10-25T07:00:00.000Z"],
  ["at an hour that there is not", "2027-03-27T12:00:00Z", { hour: 1 }, "2027-03-28T01:00:00.000Z"],
  ["past an hour that there is twice, once", "2026-10-25T00:00:00Z", { hour: 1 }, "2026-10-26T01:00:00.000Z"],
  ["at midnight in summer", "2026-07-01T22:59:00Z", { hour: 0 }, "2026-07-01T23:00:00.000Z"],
  ["past midnight in summer", "2026-07-01T23:00:00Z", { hour: 0 }, "2026-07-02T23:00:00.000Z"],
  ["on Mondays", "2026-11-30T07:00:00Z", { hour: 7, onMondays: true }, "2026-12-07T07:00:00.000Z"],
  ["on Mondays, on a Sunday night in summer", "2026-07-05T22:30:00Z", { hour: 0, onMondays: true }, "2026-07-05T23:00:00.000Z"],
  ["over the end of a year", "2026-12-31T08:00:00Z", { hour: 7 }, "2027-01-01T07:00:00.000Z"],
])("the next moment of an hour in London, asked %s", (_when, after, what, expected) => {
  expect(next(after, what)).toBe(expected);
});

test("every day of two years has one moment of each hour, a day after the one before, but for the clocks", () => {
  for (const hour of [0, 1, 2, 7, 23]) {
    let at = new Date("2026-01-01T12:00:00Z");
    for (let days = 0; days < 730; days++) {
      const following = nextInLondon(at, { hour });
      if (days > 0) expect([23, 24, 25]).toContain((following.getTime() - at.getTime()) / 3_600_000);
      at = following;
    }
  }
});
