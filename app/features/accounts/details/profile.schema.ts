import { z } from "zod";
import { inOneLine } from "~/lib/unseen";

/** What pages and newsletters can be about; a person ticks what they want to hear of. */
export const INTERESTS = [
  "Complaints",
  "CQC and quality",
  "Digital and data",
  "Finance",
  "Patient access",
  "PCN working",
  "Premises",
  "Staffing",
  "Training",
] as const;

const NAME_MAX = 100;
const line = (max: number, what: string) =>
  z.string().overwrite(inOneLine).max(max, `${what} must be ${max} characters or fewer`).default("");

export const FullNameField = z
  .string("Enter your full name")
  .overwrite(inOneLine)
  .min(1, "Enter your full name")
  .max(NAME_MAX, `Your full name must be ${NAME_MAX} characters or fewer`);

export const ProfileSchema = z.object({
  fullName: FullNameField,
  displayName: line(NAME_MAX, "Your display name"),
  jobTitle: line(NAME_MAX, "Your job title"),
  organisationName: line(200, "The name of your organisation"),
  interests: z.array(z.enum(INTERESTS)).max(INTERESTS.length).default([]),
  /** Whether they choose what is offered. */
  personalise: z
    .literal("yes")
    .optional()
    .transform((ticked) => ticked === "yes"),
});
