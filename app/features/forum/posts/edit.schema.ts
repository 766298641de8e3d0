import { z } from "zod";
import { Vouch } from "~/features/guard/vouch.schema";
import { Message } from "./reply.schema";

const WHY_MAX = 255;

/** Asked of moderators, who change what is not theirs. */
export const Why = z.string().trim().max(WHY_MAX, `Reason must be ${WHY_MAX} characters or less`).default("");

/** `basedOn`: the `formVersion` of the text that the form started from. A change since then is not overwritten. */
export const EditSchema = z.object({
  body: Message,
  why: Why,
  basedOn: z.string().max(60).default(""),
  submissionId: z.uuid().optional(),
  vouch: Vouch,
});
export type EditInput = z.infer<typeof EditSchema>;
