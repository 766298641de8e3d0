import { z } from "zod";
import { Vouch } from "~/features/guard/vouch.schema";
import { withoutEmptyEnds } from "~/lib/unseen";

const WORDS_MAX = 2000;

export const FeedbackSchema = z.object({
  answer: z.enum(["yes", "no"], "Choose yes or no"),
  words: z
    .string()
    .overwrite(withoutEmptyEnds)
    .max(WORDS_MAX, `Your words must be ${WORDS_MAX.toLocaleString("en-GB")} characters or less`)
    .default(""),
  submissionId: z.uuid("Send the form once more"),
  /** Nobody sees this field; programs that fill in everything do. */
  website: z.string().max(2000).default(""),
  vouch: Vouch,
});
export type FeedbackInput = Omit<z.output<typeof FeedbackSchema>, "website">;
