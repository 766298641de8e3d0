import { z } from "zod";

export const REASONS = {
  "patient-details": {
    label: "It has a patient’s details",
    hint: "The text is hidden until a moderator has looked, unless one let it stand before or very many reports wait.",
  },
  unkind: { label: "It is unkind or insulting" },
  unsafe: { label: "It is wrong or unsafe advice" },
  advertising: { label: "It is advertising" },
  other: { label: "Something else" },
} as const;
export type Reason = keyof typeof REASONS;

const DETAILS_MAX = 1000;

export const ReportSchema = z.object({
  reason: z.enum(Object.keys(REASONS) as [Reason, ...Reason[]], "Choose what is wrong with it"),
  details: z
    .string()
    .trim()
    .max(DETAILS_MAX, `Write ${DETAILS_MAX.toLocaleString("en-GB")} characters or less`)
    .default(""),
  /** Nobody sees this field; programs that fill in everything do. */
  website: z.string().max(2000).default(""),
});
export type ReportInput = Omit<z.infer<typeof ReportSchema>, "website">;

/** What was looked at (`reportedVersion`). */
export const StandSchema = z.object({ seen: z.string().max(80).default("") });
