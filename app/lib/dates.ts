const day = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "long", year: "numeric" });
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "numeric", minute: "2-digit", hourCycle: "h12" });

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;

/** “21 November 2026”, in London. */
const isoDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London", year: "numeric", month: "2-digit", day: "2-digit" });

/** The day in London, as `2026-11-30`. */
export const londonDate = (date: Date) => isoDay.format(date);

export const formatDate = (date: Date | string) => day.format(new Date(date));

const month = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", month: "long", year: "numeric" });

/** “November 2026”, in London. */
export const formatMonth = (date: Date | string) => month.format(new Date(date));

/** “5:30pm”, “midday”, “midnight”, in London (NHS content style). */
export function formatTime(date: Date | string): string {
  const text = clock.format(new Date(date)).replace(/\s/g, "").toLowerCase();
  if (text === "12:00pm") return "midday";
  if (text === "12:00am") return "midnight";
  return text.replace(":00", "");
}

/** “21 November 2026 at 5:30pm”. */
export const formatMoment = (date: Date | string) => `${formatDate(date)} at ${formatTime(date)}`;

const weekday = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", weekday: "long", day: "numeric", month: "long" });

/** “Monday 7 December, 9am”: of what comes within a year. */
export const formatComing = (date: Date | string) => `${weekday.format(new Date(date)).replace(",", "")}, ${formatTime(date)}`;

/** Days that a person counts on; what is longer ago is called by its date. */
const COUNTED_DAYS = 7;

/** As people say it, in London: “today, 4:02pm”, “yesterday, 4:02pm”, “3 days ago”; the date of what is a week ago or more, or to come. */
export function formatAgo(date: Date | string, now: Date | string): string {
  const [then, today] = [date, now].map((moment) => Date.parse(londonDate(new Date(moment)))) as [number, number];
  const days = (today - then) / DAY;
  if (days < 0) return formatMoment(date);
  if (days < 2) return `${days === 0 ? "today" : "yesterday"}, ${formatTime(date)}`;
  return days < COUNTED_DAYS ? `${days} days ago` : formatDate(date);
}

/** Now, or right after a change before it: of requests that began at one moment no two changes have the same. */
export const momentAfter = (now: Date, before: Date | null) => (before && before >= now ? later(before, 1) : now);

export const later = (date: Date, milliseconds: number) => new Date(date.getTime() + milliseconds);

/** The last moment of a day in London; null where there is no such day, as on 31 February. */
export function endOfDay(year: number, month: number, date: number): Date | null {
  const end = new Date(Date.UTC(year, month - 1, date, 23, 59, 59, 999));
  if (end.getUTCMonth() !== month - 1 || end.getUTCDate() !== date || end.getUTCFullYear() !== year) return null;
  // in summer it is past midnight there by then
  return Number.parseInt(day.format(end), 10) === date ? end : later(end, -HOUR);
}

/** The last moment of the day in London in which something is. */
export function endOfItsDay(moment: Date): Date {
  const [year, month, date] = londonDate(moment).split("-").map(Number) as [number, number, number];
  return endOfDay(year, month, date)!;
}

/** The first moment of a day in London; null where there is no such day. */
export function startOfDay(year: number, month: number, date: number): Date | null {
  const start = new Date(Date.UTC(year, month - 1, date));
  if (endOfDay(year, month, date) === null) return null;
  // in summer the day is an hour old there by then
  return Number.parseInt(day.format(later(start, -HOUR)), 10) === date ? later(start, -HOUR) : start;
}

const hourOf = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "numeric", hourCycle: "h23" });

/**
 * The next moment after one at which it is so many o'clock in London, on any day or on Mondays. Where the clocks leave that hour out it is
 * an hour later, and where they have it twice it is the first.
 */
export function nextInLondon(after: Date, { hour, onMondays = false }: { hour: number; onMondays?: boolean }): Date {
  const [year, month, date] = londonDate(after).split("-").map(Number) as [number, number, number];
  for (let ahead = 0; ; ahead++) {
    const inWinter = new Date(Date.UTC(year, month - 1, date + ahead, hour));
    const inSummer = later(inWinter, -HOUR);
    const at = Number(hourOf.format(inSummer)) === hour ? inSummer : inWinter;
    if (at > after && (!onMondays || inWinter.getUTCDay() === 1)) return at;
  }
}
