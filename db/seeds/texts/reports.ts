import { z } from "zod";
import { REPORT_REASONS } from "../../schema/forum/moderation";
import { readTexts } from "../read-texts";
import { Who } from "./people";

const Reported = z.strictObject({
  /** The title of an open topic. */
  topic: z.string(),
  author: Who,
  daysAgo: z.number(),
  /** Written, too, `hoursAfter` the post. */
  report: z
    .strictObject({
      by: Who,
      hoursAfter: z.number(),
      reason: z.enum(REPORT_REASONS),
      details: z.string(),
      /** When a moderator read it, and let it stand; else nobody has looked yet. */
      standsAfterHours: z.number().optional(),
    })
    .optional(),
  body: z.string(),
});

/** Written late in a topic that goes on, the oldest first. Names and numbers are made up. */
export const reported = readTexts("reports", Reported);
