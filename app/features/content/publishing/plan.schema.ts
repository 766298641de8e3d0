import { z } from "zod";
import { VersionField } from "~/features/content/pages/page.schema";
import { momentInLondon } from "~/lib/london-time";

const part = z.string().trim().max(4).default("");

/** A day and a time in London; `version`: the text that was looked at. */
export const PlanSchema = z
  .object({
    onDay: part,
    onMonth: part,
    onYear: part,
    time: z.string().trim().max(20, "Enter a time, like 9am, 5:30pm or 17:30").default(""),
    version: VersionField,
  })
  .superRefine((typed, check) => {
    const read = momentOf(typed);
    if ("wrong" in read) check.addIssue({ code: "custom", path: [read.wrong === "day" ? "onDay" : "time"], message: read.says });
  });

type Typed = { onDay: string; onMonth: string; onYear: string; time: string };

const momentOf = ({ onDay, onMonth, onYear, time }: Typed) => momentInLondon([onDay, onMonth, onYear], time);

/** The moment of a form that is whole. */
export function plannedMoment(typed: Typed): Date {
  const read = momentOf(typed);
  if ("wrong" in read) throw new Error("not a moment");
  return read.at;
}
