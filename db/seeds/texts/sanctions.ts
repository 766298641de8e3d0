import { z } from "zod";
import { SANCTIONS } from "../../schema/forum/sanctions";
import { readTable } from "../read-texts";
import { Who } from "./people";

/** What moderators laid upon members, the oldest first, and what came of it; and what they noted about a member. */
export const { sanctions, notes } = readTable(
  "sanctions.yaml",
  z.strictObject({
    sanctions: z.array(
      z.strictObject({
        member: Who,
        by: Who,
        kind: z.enum(SANCTIONS),
        daysAgo: z.number(),
        /** From today on. Without it: a warning, or until somebody lifts it. */
        endsInDays: z.number().optional(),
        reason: z.string(),
        /** Topics that they began, which were removed with it at once. */
        removed: z.array(z.strictObject({ category: z.string(), title: z.string(), body: z.string() })).default([]),
        isRead: z.boolean().default(false),
        appeal: z.string().optional(),
        lifted: z.strictObject({ by: Who, daysAgo: z.number(), why: z.string() }).optional(),
      }),
    ),
    notes: z.array(z.strictObject({ member: Who, by: Who, daysAgo: z.number(), note: z.string() })),
  }),
);
