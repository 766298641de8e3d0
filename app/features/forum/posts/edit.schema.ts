import { z } from "zod";
import { Vouch } from "~/features/guard/vouch.schema";
import { Message } from "./reply.schema";

const WHY_MAX = 255;

/** Asked of moderators, who change what is not theirs. */
export const Why = z.string().trim().max(WHY_MAX, `Reason must be ${WHY_MAX} characters or less`).default("");

/** `basedOn`: when the text that the form started from was last edited, or nothing. An edit since then is not overwritten. */
export const EditSchema = z.object({
  body: Message,
  why: Why,
  basedOn: z.string().max(30).default(""),
  submissionId: z.uuid().optional(),
  vouch: Vouch,
});
export type EditInput = z.infer<typeof EditSchema>;
