import { z } from "zod";
import { Message } from "./reply.schema";

export const WHY_MAX = 255;

/**
 * `why`: asked of moderators. `basedOn`: when the text that the form started from was last edited, or nothing;
 * an edit since then is not overwritten.
 */
export const EditSchema = z.object({
  body: Message,
  why: z.string().trim().max(WHY_MAX, `Reason must be ${WHY_MAX} characters or less`).default(""),
  basedOn: z.string().max(30).default(""),
});
export type EditInput = z.infer<typeof EditSchema>;
