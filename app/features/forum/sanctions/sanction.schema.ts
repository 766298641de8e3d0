import { z } from "zod";
import { SANCTIONS } from "#db/schema/forum/sanctions";
import { chosenWords, words } from "~/features/forum/moderation/moderation.schema";
import { SubmissionId } from "~/features/forum/posts/reply.schema";
import { endOfDay } from "~/lib/dates";
import { momentOfTyped } from "~/lib/typed-day";

const part = z.string().trim().max(4).default("");
export const UntilParts = { untilDay: part, untilMonth: part, untilYear: part };
type Typed = { untilDay: string; untilMonth: string; untilYear: string };
/** Null where nothing was typed, undefined where it is no day. */
export const endOfTyped = (typed: Typed) => momentOfTyped([typed.untilDay, typed.untilMonth, typed.untilYear], endOfDay);

export function checkUntil(typed: Typed, check: z.RefinementCtx): void {
  if (endOfTyped(typed) === undefined) check.addIssue({ code: "custom", path: ["untilDay"], message: "Enter a whole day, like 31 3 2027" });
}

/** The last moment of a day in London, typed in three boxes or left empty. */
export const SanctionSchema = z
  .object({
    kind: z.enum(SANCTIONS, "Choose what you do"),
    reason: chosenWords("Say why: they are told your words"),
    ...UntilParts,
  })
  .superRefine(checkUntil);

/** The same with its last moment; null where nothing was typed. */
export const sanctionOf = ({ kind, reason, ...typed }: z.infer<typeof SanctionSchema>) => ({
  kind,
  reason,
  endsAt: endOfTyped(typed) ?? null,
});
export type SanctionInput = ReturnType<typeof sanctionOf>;

export const SanctionDecisionSchema = z.object({
  decision: z.enum(["upheld", "undone"], "Choose what happens"),
  why: chosenWords("Say why: they are told your words"),
});

export const LiftSchema = z.object({
  as: z.enum(["lifted", "undone"], "Choose what you do"),
  why: chosenWords("Say why: they are told your words"),
});
export type LiftInput = z.infer<typeof LiftSchema>;

export const NoteSchema = z.object({ note: words("Write the note"), submissionId: SubmissionId });
export type NoteInput = z.infer<typeof NoteSchema>;
