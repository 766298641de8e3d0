import { z } from "zod";
import { typedOrChosen } from "~/features/forum/posts/edit.schema";
import { Vouch } from "~/features/guard/vouch.schema";

const WORDS_MAX = 2000;

/** What somebody else is told in these words. */
export const words = (missing: string) =>
  z
    .string(missing)
    .trim()
    .min(1, missing)
    .max(WORDS_MAX, `Write ${WORDS_MAX.toLocaleString("en-GB")} characters or less`);

/** The same typed, or else chosen in a second field of the same name. */
export const chosenWords = (missing: string) => z.array(z.string(), missing).transform(typedOrChosen).pipe(words(missing));

export const AppealSchema = z.object({ appeal: words("Say why you think that this was wrong") });
export type AppealInput = z.infer<typeof AppealSchema>;

export const DecisionSchema = z.object({
  decision: z.enum(["upheld", "undone"], "Choose what happens to the post"),
  why: words("Say why: the author gets your words"),
  vouch: Vouch,
});
export type DecisionInput = z.infer<typeof DecisionSchema>;

export const LearnWriterSchema = z.object({ why: words("Say why you need to know: its writer reads this") });

export const UndoSchema = z.object({ vouch: Vouch });
