import { z } from "zod";
import { Vouch } from "~/features/guard/vouch.schema";
import { Look, Message } from "./reply.schema";

const WHY_MAX = 255;

/** Asked of moderators, who change what is not theirs. */
export const Why = z.string().trim().max(WHY_MAX, `Reason must be ${WHY_MAX} characters or less`).default("");

/**
 * `basedOn`: the `formVersion` of what a form started from, and a change since then is not overwritten. `seen`: of what its sender compared
 * it with since, which neither a draft nor a form that is kept over signing in holds.
 */
export const Versions = { basedOn: z.string().max(60).default(""), seen: z.string().max(60).optional() };

export const EditSchema = z.object({
  look: Look,
  body: Message,
  why: Why,
  ...Versions,
  submissionId: z.uuid().optional(),
  vouch: Vouch,
});
export type EditInput = z.infer<typeof EditSchema>;
