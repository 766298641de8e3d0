import { z } from "zod";
import { checkPoll, type PollInput, pollFields } from "~/features/forum/polls/poll.schema";
import { Versions, Why } from "~/features/forum/posts/edit.schema";
import { Look, Message, Nameless, ReplySchema, ShownReaders, SubmissionId } from "~/features/forum/posts/reply.schema";
import { Tags } from "~/features/forum/tags/tag.schema";
import { Heard } from "~/features/forum/words/watched-words.schema";
import { Vouch } from "~/features/guard/vouch.schema";
import { inOneLine } from "~/lib/unseen";
import { POSTS_PER_PAGE } from "./topic-address";

export const TITLE_MIN = 3;
export const TITLE_MAX = 255;

const Title = z
  .string("Enter a title")
  .transform(inOneLine)
  .pipe(
    z
      .string()
      .min(1, "Enter a title")
      .min(TITLE_MIN, `Title must be ${TITLE_MIN} characters or more`)
      .max(TITLE_MAX, `Title must be ${TITLE_MAX} characters or less`),
  );

export const TitleSchema = z.object({ title: Title, why: Why, ...Versions, vouch: Vouch, heard: Heard });
export type TitleInput = z.infer<typeof TitleSchema>;

export const MoveSchema = z.object({
  category: z.string("Choose a category").min(1, "Choose a category").max(100),
  why: Why,
  /** More people than before may read it: said on purpose. */
  widen: z
    .literal("yes")
    .optional()
    .transform((typed) => typed === "yes"),
});
export type MoveInput = z.infer<typeof MoveSchema>;

export const SplitSchema = z.object({
  posts: z.array(z.coerce.number().int().positive(), "Choose the posts").min(1, "Choose the posts").max(POSTS_PER_PAGE),
  title: Title,
  why: Why,
  vouch: Vouch,
});
export type SplitInput = z.infer<typeof SplitSchema>;

/** As it is copied from the browser, or the code alone. */
export const MergeSchema = z.object({
  into: z
    .string()
    .trim()
    .max(500)
    .transform((typed) => /(?:^|\/forum\/topics\/)([0-9a-z]{10})(?![0-9a-z])/i.exec(typed)?.[1]?.toLowerCase() ?? "")
    .pipe(z.string().min(1, "Enter the address of a topic, such as /forum/topics/7k2mq9xw4d")),
  why: Why,
});

export const NewTopicSchema = z
  .object({
    look: Look,
    title: Title,
    body: Message,
    tags: Tags.optional(),
    ...pollFields,
    submissionId: SubmissionId,
    readers: ShownReaders,
    nameless: Nameless,
    vouch: Vouch,
    heard: Heard,
  })
  .superRefine(checkPoll);
/** `poll`: what was typed of one (`typedPoll`). */
export type NewTopicInput = Omit<z.infer<typeof NewTopicSchema>, keyof typeof pollFields> & { poll?: PollInput | null };

/** A reply in a topic, where it can ask something too: comments and what comes by mail have no poll. */
export const TopicReplySchema = z.object({ ...ReplySchema.shape, ...pollFields }).superRefine(checkPoll);

const LAST_MOMENT = 99_999_999_999_999;

/** When the list was made that a press is about, in milliseconds. */
export const ShownSchema = z.object({
  until: z.coerce
    .number()
    .int()
    .min(0)
    .max(LAST_MOMENT)
    .transform((at) => new Date(at)),
});
