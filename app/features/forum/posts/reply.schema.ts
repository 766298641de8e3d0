import { z } from "zod";
import { Heard } from "~/features/forum/words/watched-words.schema";
import { Vouch } from "~/features/guard/vouch.schema";
import { hasWords, withoutEmptyEnds } from "~/lib/unseen";

export const MESSAGE_MAX = 32_000;

export const Message = z
  .string("Write a message")
  .overwrite(withoutEmptyEnds)
  .refine(hasWords, "Write a message")
  .max(MESSAGE_MAX, `Message must be ${MESSAGE_MAX.toLocaleString("en-GB")} characters or less`);

/** What is typed so far. */
export const PreviewSchema = z.object({ body: z.string().overwrite(withoutEmptyEnds).max(MESSAGE_MAX).default("") });

/** Made with the form: the same form sent twice makes one post. */
export const SubmissionId = z.uuid("Send the form once more");

/** Who could read it, as the form said. One that was opened in an earlier release says nothing. */
export const ShownReaders = z.string().max(10_000).optional();

/** The button that was pressed asks how it would look, and sends nothing. */
export const Look = z.literal("yes").optional();

/** To be posted without the writer's name. */
export const Nameless = z.literal("yes").optional();

export const ReplySchema = z.object({
  look: Look,
  body: Message,
  submissionId: SubmissionId,
  readers: ShownReaders,
  nameless: Nameless,
  vouch: Vouch,
  heard: Heard,
});
export type ReplyInput = z.infer<typeof ReplySchema>;
