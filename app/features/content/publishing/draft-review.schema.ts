import { z } from "zod";
import { VersionField } from "~/features/content/pages/page.schema";
import { Vouch } from "~/features/guard/vouch.schema";
import { hasWords, withoutEmptyEnds } from "~/lib/unseen";

const COMMENT_MAX = 5000;

/** `version`: the draft that was read. */
export const DraftCommentSchema = z.object({
  body: z
    .string("Write your comment")
    .overwrite(withoutEmptyEnds)
    .refine(hasWords, "Write your comment")
    .max(COMMENT_MAX, "Your comment must be 5,000 characters or less"),
  version: VersionField,
  submissionId: z.uuid("Send the form once more"),
  vouch: Vouch,
});
export type DraftCommentInput = Omit<z.output<typeof DraftCommentSchema>, "vouch"> & { vouch?: string };
