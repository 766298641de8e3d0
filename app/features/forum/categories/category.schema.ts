import { z } from "zod";
import { audienceFields, groupsAreNamed } from "~/features/permissions/audience.schema";
import { inOneLine } from "~/lib/unseen";

const NAME_MAX = 100;
const DESCRIPTION_MAX = 255;
const NAMELESS_MAX = 60;

const text = (missing: string, max: number, tooLong: string) => z.string(missing).overwrite(inOneLine).min(1, missing).max(max, tooLong);

const fields = {
  name: text("Enter a name", NAME_MAX, `Name must be ${NAME_MAX} characters or less`),
  description: text("Say in a sentence what it is for", DESCRIPTION_MAX, `Description must be ${DESCRIPTION_MAX} characters or less`),
  position: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, "Order must be a whole number, such as 3")
    .transform(Number),
  namelessAs: z
    .string()
    .overwrite(inOneLine)
    .max(NAMELESS_MAX, `What readers see must be ${NAMELESS_MAX} characters or less`)
    .regex(/^[^()]*$/, "Leave brackets out: a number in brackets tells several such writers apart")
    .transform((typed) => typed || null)
    .optional(),
  ...audienceFields,
};

/** What a category is called and who reads it. Its address stays as it was made. */
export const CategorySchema = z.object(fields).refine(...groupsAreNamed);

export const NewCategorySchema = z
  .object({
    ...fields,
    slug: z
      .string("Enter the last part of its address")
      .trim()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Address must be small letters, numbers and single hyphens, such as hiring-and-rotas")
      .max(60, "Address must be 60 characters or less"),
  })
  .refine(...groupsAreNamed);
