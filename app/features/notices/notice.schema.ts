import { z } from "zod";
import { hasWords, inOneLine, withoutEmptyEnds } from "~/lib/unseen";

const TEXT_MAX = 60_000;
const CHANGE_MAX = 300;

/** `basedOn`: the version that the form started from, 0 for the text of the release. */
export const NoticeSchema = z.object({
  body: z
    .string("Write the text")
    .overwrite(withoutEmptyEnds)
    .refine(hasWords, "Write the text")
    .max(TEXT_MAX, `The text must be ${TEXT_MAX.toLocaleString("en-GB")} characters or less`),
  change: z
    .string("Say what changed, in one sentence")
    .transform(inOneLine)
    .pipe(z.string().min(1, "Say what changed, in one sentence").max(CHANGE_MAX, `What changed must be ${CHANGE_MAX} characters or less`)),
  material: z.enum(["yes", "no"], "Choose whether members are told"),
  basedOn: z.coerce.number().int().min(0),
});
export type NoticeInput = z.infer<typeof NoticeSchema>;

/** “I have read it”: which version was shown, and where to go back to. */
export const ReadSchema = z.object({
  notice: z.string().max(50),
  version: z.coerce.number().int().min(1),
  next: z.string().default("/"),
});
