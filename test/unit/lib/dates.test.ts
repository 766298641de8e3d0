import { expect, test } from "vitest";
import { formatAgo } from "~/lib/dates";

test.each([
  ["a moment ago", "2026-11-30T16:02:00Z", "2026-11-30T16:02:30Z", "today, 4:02pm"],
  ["from the first moment of a day", "2026-11-30T00:00:00Z", "2026-11-30T23:59:59Z", "today, midnight"],
  ["the last of the day before", "2026-11-29T23:59:59Z", "2026-11-30T00:00:00Z", "yesterday, 11:59pm"],
  ["almost two days, which is yesterday", "2026-11-29T00:01:00Z", "2026-11-30T23:59:00Z", "yesterday, 12:01am"],
  ["little more than a day, which is two days", "2026-11-28T23:59:00Z", "2026-11-30T00:01:00Z", "2 days ago"],
  ["six days", "2026-11-24T12:00:00Z", "2026-11-30T09:00:00Z", "6 days ago"],
  ["a week", "2026-11-23T12:00:00Z", "2026-11-30T23:00:00Z", "23 November 2026"],
  ["summer: past midnight there", "2027-06-30T23:30:00Z", "2027-07-01T08:00:00Z", "today, 12:30am"],
  ["summer: before midnight there", "2027-06-30T22:30:00Z", "2027-07-01T08:00:00Z", "yesterday, 11:30pm"],
  ["over the day on which summer begins, of 23 hours", "2027-03-27T23:30:00Z", "2027-03-28T23:30:00Z", "2 days ago"],
  ["over the day on which it ends, of 25", "2027-10-30T23:30:00Z", "2027-10-31T23:30:00Z", "today, 12:30am"],
  ["the hour that comes twice", "2027-10-31T01:30:00Z", "2027-10-31T12:00:00Z", "today, 1:30am"],
  ["over New Year", "2026-12-31T23:59:00Z", "2027-01-01T00:01:00Z", "yesterday, 11:59pm"],
  ["last year", "2026-12-25T12:00:00Z", "2027-01-01T12:00:00Z", "25 December 2026"],
  ["29 February", "2028-02-28T12:00:00Z", "2028-03-01T12:00:00Z", "2 days ago"],
  ["to come", "2026-12-01T16:02:00Z", "2026-11-30T16:02:00Z", "1 December 2026 at 4:02pm"],
  ["a clock that is a little behind, at midnight", "2026-12-01T00:00:00Z", "2026-11-30T23:59:59Z", "1 December 2026 at midnight"],
])("%s", (_what, at, now, said) => {
  expect(formatAgo(at, now)).toBe(said);
  expect(formatAgo(new Date(at), new Date(now))).toBe(said);
});
