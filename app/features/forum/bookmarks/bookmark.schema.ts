import { z } from "zod";
import { endOfDay } from "~/lib/dates";

const NOTE_MAX = 500;
const part = z.string().trim().max(4).default("");

/** A note to oneself and the day of a reminder, each may be empty. */
export const BookmarkSchema = z
  .object({
    note: z.string().trim().max(NOTE_MAX, `Your note must be ${NOTE_MAX} characters or fewer`).default(""),
    remindDay: part,
    remindMonth: part,
    remindYear: part,
  })
  .superRefine((typed, check) => {
    if (reminderOf(typed) === undefined)
      check.addIssue({ code: "custom", path: ["remindDay"], message: "Enter a real day, month and year, such as 31 3 2027" });
  });

type Typed = { remindDay: string; remindMonth: string; remindYear: string };

/** The typed day as `2027-03-31`; null where none was typed, undefined where it is no day. */
export function reminderOf({ remindDay, remindMonth, remindYear }: Typed): string | null | undefined {
  const parts = [remindYear, remindMonth, remindDay];
  if (parts.every((one) => one === "")) return null;
  if (!/^\d{4}$/.test(remindYear) || !parts.every((one) => /^\d{1,4}$/.test(one))) return undefined;
  const [year, month, day] = parts.map(Number) as [number, number, number];
  return endOfDay(year, month, day) ? [year, month, day].map((one) => String(one).padStart(2, "0")).join("-") : undefined;
}
