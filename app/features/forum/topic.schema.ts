import { z } from "zod";
import { Message, SubmissionId } from "./reply.schema";

export const TITLE_MIN = 5;
export const TITLE_MAX = 255;

const Title = z
  .string("Enter a title")
  .transform((text) => text.replace(/\s+/g, " ").trim())
  .pipe(
    z
      .string()
      .min(1, "Enter a title")
      .min(TITLE_MIN, `Title must be ${TITLE_MIN} characters or more`)
      .max(TITLE_MAX, `Title must be ${TITLE_MAX} characters or less`),
  );

export const NewTopicSchema = z.object({ title: Title, body: Message, submissionId: SubmissionId });
export type NewTopicInput = z.infer<typeof NewTopicSchema>;
