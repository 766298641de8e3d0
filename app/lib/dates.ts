const day = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "long", year: "numeric" });
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "numeric", minute: "2-digit", hourCycle: "h12" });

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;

/** “21 November 2026”, in London. */
export const formatDate = (date: Date | string) => day.format(new Date(date));

/** “5:30pm”, “midday”, “midnight”, in London (NHS content style). */
export function formatTime(date: Date | string): string {
  const text = clock.format(new Date(date)).replace(/\s/g, "").toLowerCase();
  if (text === "12:00pm") return "midday";
  if (text === "12:00am") return "midnight";
  return text.replace(":00", "");
}

/** “21 November 2026 at 5:30pm”. */
export const formatMoment = (date: Date | string) => `${formatDate(date)} at ${formatTime(date)}`;

export const later = (date: Date, milliseconds: number) => new Date(date.getTime() + milliseconds);
