import { z } from "zod";
import { SANCTIONS } from "#db/schema/forum/sanctions";
import { chosenWords } from "~/features/forum/moderation/moderation.schema";
import { SubmissionId } from "~/features/forum/posts/reply.schema";
import { checkUntil, endOfTyped, UntilParts } from "~/features/forum/sanctions/sanction.schema";
import { startOfDay } from "~/lib/dates";
import { momentOfTyped } from "~/lib/typed-day";

const WHICH = ["all", "since", "ticked"] as const;
/** As many as a page offers. */
const MOST_TICKED = 40;

const NO_DAY = "Enter a whole day, like 31 3 2026";

const part = z.string().trim().max(4).default("");
const ChoiceSchema = z.object({
  which: z.enum(WHICH, "Choose what is removed"),
  sinceDay: part,
  sinceMonth: part,
  sinceYear: part,
  items: z
    .array(z.string().regex(/^[0-9a-z]{10}(\.\d{1,7})?$/))
    .max(MOST_TICKED)
    .default([]),
});

/** What a moderator chose: what was posted since a day, or what they ticked, posts by topic and number, what waits by its code. */
export type CleanUpChoice = { since: Date | null; items: string[] | null };

type Choosing = { choice: CleanUpChoice | null; errors: Record<string, string>; values: Record<string, string | string[]> };

/** The choice that an address holds; null where there is none or it is not whole, with what to say beside which field. */
export function readChoice(url: string): Choosing {
  const { searchParams } = new URL(url);
  if (!searchParams.has("which")) return { choice: null, errors: {}, values: {} };
  const items = searchParams.getAll("items");
  const values = { ...Object.fromEntries(searchParams), items };
  const refused = (field: string, sentence: string): Choosing => ({ choice: null, errors: { [field]: sentence }, values });
  const typed = ChoiceSchema.safeParse(values);
  const wrong = typed.error?.issues.map(({ path }) => String(path[0]));
  if (wrong?.some((name) => name.startsWith("since"))) return refused("sinceDay", NO_DAY);
  if (!typed.success) return refused("which", "Choose what is removed");

  const { which, sinceDay, sinceMonth, sinceYear } = typed.data;
  if (which === "all") return { choice: { since: null, items: null }, errors: {}, values };
  if (which === "ticked")
    return items.length > 0 ? { choice: { since: null, items }, errors: {}, values } : refused("items", "Tick what is removed");
  const since = momentOfTyped([sinceDay, sinceMonth, sinceYear], startOfDay);
  return since ? { choice: { since, items: null }, errors: {}, values } : refused("sinceDay", NO_DAY);
}

/** Why, and what else is laid upon the member in the same step. */
export const CleanUpSchema = z
  .object({
    kind: z.enum(["none", ...SANCTIONS], "Choose what else you do"),
    why: chosenWords("Say why: they are told your words"),
    ...UntilParts,
    submissionId: SubmissionId,
  })
  .superRefine(checkUntil);

/** The same with the last moment of a sanction; null where there is none. */
export const cleanUpOf = ({ kind, why, submissionId, ...typed }: z.infer<typeof CleanUpSchema>) => ({
  why,
  submissionId,
  sanction: kind === "none" ? null : { kind, reason: why, endsAt: endOfTyped(typed) ?? null },
});
export type CleanUpInput = ReturnType<typeof cleanUpOf> & { choice: CleanUpChoice };
