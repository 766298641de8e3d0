import { z } from "zod";
import { Heard } from "~/features/forum/words/watched-words.schema";
import { Vouch } from "~/features/guard/vouch.schema";
import { inOneLine } from "~/lib/unseen";
import { Look, Message } from "./reply.schema";

const WHY_MAX = 255;

/** Of two fields of one name, the first that is not empty: typed, or else chosen in the second. */
export const typedOrChosen = (given: readonly string[]): string => given.map((words) => words.trim()).find(Boolean) ?? "";

/** Asked of moderators, who change what is not theirs. */
export const Why = z
  .array(z.string())
  .default([])
  .transform(typedOrChosen)
  .pipe(z.string().max(WHY_MAX, `Reason must be ${WHY_MAX} characters or less`));

/** One of those that are offered. */
export const ReasonSchema = z.object({
  words: z.string("Enter a reason").overwrite(inOneLine).min(1, "Enter a reason").max(WHY_MAX, `It must be ${WHY_MAX} characters or less`),
});

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
  heard: Heard,
});
export type EditInput = z.infer<typeof EditSchema>;
