import { z } from "zod";
import { audienceFields, groupsAreNamed } from "~/features/permissions/audience.schema";
import { inOneLine } from "~/lib/unseen";
import { NEWSLETTER_REFUSALS, slugBlocker } from "./newsletter.policy";

const line = (missing: string, what: string, max: number) =>
  z.string(missing).overwrite(inOneLine).min(1, missing).max(max, `${what} must be ${max} characters or less`);

export const NewNewsletterSchema = z
  .object({
    name: line("Enter a name", "Name", 100),
    slug: z
      .string("Enter the last part of its address")
      .trim()
      .max(60, "Address must be 60 characters or less")
      .refine((slug) => slugBlocker(slug) !== "not-a-slug", NEWSLETTER_REFUSALS["not-a-slug"]),
    description: line("Say in a sentence what is in it", "Description", 255),
    frequency: line("Say how often it comes", "How often it comes", 100),
    ...audienceFields,
  })
  .refine(...groupsAreNamed);
