import { z } from "zod";
import { inOneLine } from "~/lib/unseen";
import { TAGS_OF_TOPIC } from "./tag.policy";

export const TAG_NAME_MAX = 40;
const DESCRIPTION_MAX = 255;

const Name = z
  .string("Enter a name")
  .overwrite(inOneLine)
  .min(1, "Enter a name")
  .max(TAG_NAME_MAX, `Name must be ${TAG_NAME_MAX} characters or less`)
  .regex(/[\p{L}\p{N}]/u, "Name must have a letter or a number in it");

export const NewTagSchema = z.object({
  name: Name,
  description: z.string().overwrite(inOneLine).max(DESCRIPTION_MAX, `What it is for must be ${DESCRIPTION_MAX} characters or less`),
});

export const TagSchema = NewTagSchema.extend({
  /** Its name is that of another one, whose topics its topics become: said on purpose. */
  merge: z
    .literal("yes")
    .optional()
    .transform((typed) => typed === "yes"),
});

/** Slugs of tags that are ticked. */
export const Tags = z.array(z.string().max(60)).max(TAGS_OF_TOPIC, `Choose ${TAGS_OF_TOPIC} tags at most`);

export const TopicTagsSchema = z.object({ tags: Tags });
