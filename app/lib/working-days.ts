import { DAY, HOUR, londonDate } from "./dates";

// Days are midnights in UTC here; which day a moment belongs to is asked in London.

const SATURDAY = 6;
const SUNDAY = 0;

/** The end of the working day that is so many working days after the day of `from`, which itself does not count. */
export function workingDaysAfter(from: Date, days: number): Date {
  let day = dayOf(from);
  for (let left = days; left > 0; left--) day = nextWorkingDay(plusDays(day, 1));
  return endOf(day);
}

/** So many days after the day of `from`, which itself does not count; moved on to a working day. */
export const daysAfter = (from: Date, days: number): Date => endOf(nextWorkingDay(plusDays(dayOf(from), days)));

/** The same day of the next month, or its last day where there is none; moved on to a working day. */
export function monthAfter(from: Date): Date {
  const day = dayOf(from);
  const lastOfNext = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 2, 0));
  const same = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()));
  return endOf(nextWorkingDay(same < lastOfNext ? same : lastOfNext));
}

/** Neither weekend nor bank holiday of England and Wales, as they are fixed by rule; a proclaimed one is not known here. */
export function isWorkingDay(day: Date): boolean {
  return !isWeekend(day) && !bankHolidays(day.getUTCFullYear()).has(day.getTime());
}

const dayOf = (moment: Date) => new Date(`${londonDate(moment)}T00:00:00Z`);
const plusDays = (day: Date, days: number) => new Date(day.getTime() + days * DAY);
/** 5pm or 6pm in London, so that it is the same day there and in UTC. */
const endOf = (day: Date) => new Date(day.getTime() + 17 * HOUR);

function nextWorkingDay(day: Date): Date {
  let working = day;
  while (!isWorkingDay(working)) working = plusDays(working, 1);
  return working;
}

const isWeekend = (day: Date) => day.getUTCDay() === SATURDAY || day.getUTCDay() === SUNDAY;

function bankHolidays(year: number): Set<number> {
  const on = (month: number, date: number) => new Date(Date.UTC(year, month - 1, date));
  const easter = easterSunday(year);
  const days = [plusDays(easter, -2), plusDays(easter, 1), firstMonday(on(5, 1)), firstMonday(on(5, 25)), firstMonday(on(8, 25))];
  // one that falls on a weekend is made good on the next day that is free
  for (const fixed of [on(1, 1), on(12, 25), on(12, 26)]) {
    let day = fixed;
    while (isWeekend(day) || days.some((other) => other.getTime() === day.getTime())) day = plusDays(day, 1);
    days.push(day);
  }
  return new Set(days.map((day) => day.getTime()));
}

/** The first Monday from a day on: the last of May and of August begin on the 25th. */
const firstMonday = (from: Date) => plusDays(from, (8 - from.getUTCDay()) % 7);

/** The anonymous Gregorian computus. */
function easterSunday(year: number): Date {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return new Date(Date.UTC(year, month - 1, ((h + l - 7 * m + 114) % 31) + 1));
}
