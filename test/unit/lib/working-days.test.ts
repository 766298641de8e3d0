import { expect, test } from "vitest";
import { daysAfter, isWorkingDay, monthAfter, workingDaysAfter } from "~/lib/working-days";

const at = (text: string) => new Date(text);
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

test("the bank holidays of England and Wales are not worked, those on a weekend on the day instead", () => {
  const holidays = [
    ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"],
    ["2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"],
    ["2028-01-03", "2028-04-14", "2028-04-17", "2028-05-01", "2028-05-29", "2028-08-28", "2028-12-25", "2028-12-26"],
  ];
  for (const [index, expected] of holidays.entries()) {
    const days = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(2026 + index, 0, day + 1)));
    const found = days.filter((day) => day.getUTCFullYear() === 2026 + index && ![0, 6].includes(day.getUTCDay()) && !isWorkingDay(day));
    expect(found.map(dayOf)).toEqual(expected);
  }
});

test("five working days leave out weekends and holidays", () => {
  expect(dayOf(workingDaysAfter(at("2026-11-16T10:00:00Z"), 5))).toBe("2026-11-23");
  expect(dayOf(workingDaysAfter(at("2026-12-23T10:00:00Z"), 5))).toBe("2027-01-04");
  expect(dayOf(workingDaysAfter(at("2026-11-21T10:00:00Z"), 1))).toBe("2026-11-23");
});

test("the day begins at midnight in London, not in UTC", () => {
  expect(dayOf(workingDaysAfter(at("2026-06-15T22:30:00Z"), 1))).toBe("2026-06-16");
  expect(dayOf(workingDaysAfter(at("2026-06-15T23:30:00Z"), 1))).toBe("2026-06-17");
});

test("a month ends on the same date, on the last one of a short month, or on the next working day", () => {
  expect(dayOf(monthAfter(at("2026-11-10T10:00:00Z")))).toBe("2026-12-10");
  expect(dayOf(monthAfter(at("2028-01-31T10:00:00Z")))).toBe("2028-02-29");
  expect(dayOf(monthAfter(at("2026-03-03T10:00:00Z")))).toBe("2026-04-07");
  expect(dayOf(monthAfter(at("2026-12-15T10:00:00Z")))).toBe("2027-01-15");
});

test("thirty days count from the day after, and roll to a working day over Easter", () => {
  expect(dayOf(daysAfter(at("2026-11-03T10:00:00Z"), 30))).toBe("2026-12-03");
  expect(dayOf(daysAfter(at("2026-03-04T10:00:00Z"), 30))).toBe("2026-04-07");
});
