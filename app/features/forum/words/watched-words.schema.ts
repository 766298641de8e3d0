import { z } from "zod";
import { WORD_OUTCOMES } from "#db/schema/forum/desk";
import { inOneLine } from "~/lib/unseen";

const WORDS_MAX = 100;

export const WatchedWordsSchema = z.object({
  words: z
    .string("Enter a word or phrase")
    .overwrite(inOneLine)
    .min(1, "Enter a word or phrase")
    .max(WORDS_MAX, `It must be ${WORDS_MAX} characters or less`),
  outcome: z.enum(WORD_OUTCOMES, "Choose what happens"),
});
export type WatchedWordsInput = z.infer<typeof WatchedWordsSchema>;

/** What comes with a form whose writer goes on: of which watched words they were told. */
export const Heard = z.string().max(20_000).optional();
