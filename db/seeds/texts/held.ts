import { z } from "zod";
import { readTexts } from "../read-texts";
import { Who } from "./people";

const Held = z.strictObject({
  /** The title of an open topic, or the slug of a category with the title of what is begun there. */
  topic: z.string().optional(),
  category: z.string().optional(),
  title: z.string().optional(),
  tags: z.array(z.string()).optional(),
  author: Who,
  daysAgo: z.number(),
  /** What a moderator said who declined it, and what its author answered; else it waits. */
  declined: z.string().optional(),
  appeal: z.string().optional(),
  /** A moderator let it through. */
  through: z.boolean().optional(),
  body: z.string(),
});

/** Sent with words that are watched for, the oldest first. */
export const heldTexts = readTexts("held", Held);
