import { z } from "zod";
import { VersionField } from "~/features/content/pages/page.schema";
import { Vouch } from "~/features/guard/vouch.schema";
import { hasWords, inOneLine, withoutEmptyEnds } from "~/lib/unseen";

const TITLE_MAX = 150;
const NAME_MAX = 60;
/** Ten of them may stand in one page. */
const SNIPPET_MAX = 10_000;

export const SnippetSchema = z.object({
  title: z
    .string("Enter a title")
    .overwrite(inOneLine)
    .min(1, "Enter a title")
    .max(TITLE_MAX, `Title must be ${TITLE_MAX} characters or less`),
  body: z
    .string("Write the snippet")
    .overwrite(withoutEmptyEnds)
    .refine(hasWords, "Write the snippet")
    .max(SNIPPET_MAX, `The snippet must be ${SNIPPET_MAX.toLocaleString("en-GB")} characters or less`),
  vouch: Vouch,
});

export const NewSnippetSchema = SnippetSchema.extend({
  name: z
    .string("Enter a name")
    .trim()
    .toLowerCase()
    .max(NAME_MAX, `Name must be ${NAME_MAX} characters or less`)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Enter a name of lower-case letters, numbers and hyphens, like opening-hours"),
});

/** `version`: what the form started from; `seen`: what its sender was shown since. */
export const ChangedSnippetSchema = SnippetSchema.extend({
  version: VersionField,
  seen: VersionField.optional(),
});
