import { HOUR, londonDate, startOfDay } from "./dates";
import { momentOfTyped, type TypedDay } from "./typed-day";

const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** Minutes after midnight of “9am”, “9:30 pm”, “17.30”, “midday”; null where it is no time of a day. */
export function readTime(typed: string): number | null {
  const word = typed.trim().toLowerCase();
  if (word === "midday" || word === "noon") return 12 * 60;
  if (word === "midnight") return 0;
  const [, hours, minutes = "0", half] = /^(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?$/.exec(word) ?? [];
  if (hours === undefined || (minutes === "0" && !half)) return null;
  const hour = Number(hours);
  if (Number(minutes) > 59 || hour > 23 || (half && (hour < 1 || hour > 12))) return null;
  return (half ? (hour % 12) + (half === "pm" ? 12 : 0) : hour) * 60 + Number(minutes);
}

/** The moments at which it is so on a day in London: none in the hour that spring leaves out, two in the one that autumn has twice. */
export function momentsInLondon(startsAt: Date, minutes: number): Date[] {
  const day = londonDate(startsAt);
  const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  const inWinter = Date.parse(`${day}T${time}Z`);
  return [inWinter - HOUR, inWinter].map((at) => new Date(at)).filter((at) => londonDate(at) === day && clock.format(at) === time);
}

type ReadMoment = { at: Date } | { wrong: "day" | "time"; says: string };

/** The moment that somebody typed as a day and a time in London, or what is wrong with which of the two. */
export function momentInLondon(typedDay: TypedDay, typedTime: string): ReadMoment {
  const startsAt = momentOfTyped(typedDay, startOfDay);
  if (!startsAt) return { wrong: "day", says: "Enter a whole day, like 31 3 2027" };
  const minutes = readTime(typedTime);
  if (minutes === null) return { wrong: "time", says: "Enter a time, like 9am, 5:30pm or 17:30" };
  const [at, again] = momentsInLondon(startsAt, minutes);
  if (!at)
    return { wrong: "time", says: "There is no such time that day: the clocks go forward from 1am to 2am. Enter a time before or after" };
  if (again)
    return { wrong: "time", says: "That time comes twice that day: the clocks go back from 2am to 1am. Enter a time before or after" };
  return { at };
}
