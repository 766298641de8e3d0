import { z } from "zod";
import { ShownField } from "~/lib/shown";

const POST_MAX = 500;

/** As people write numbers: spaces, brackets, a plus, an extension. */
const number = (what: string) =>
  z
    .string()
    .trim()
    .max(40, `${what} must be 40 characters or fewer`)
    .refine((typed) => typed === "" || (/^\+?[\d\s().-]+(\s*(x|ext\.?)\s*\d+)?$/i.test(typed) && typed.replace(/\D/g, "").length >= 7), {
      error: `Enter ${what.toLowerCase()} in full, like 0113 496 0000`,
    })
    .default("");

export const ContactDetailsSchema = z.object({
  post: z.string().trim().max(POST_MAX, `Your postal address must be ${POST_MAX} characters or fewer`).default(""),
  phone: number("Your phone number"),
  fax: number("Your fax number"),
  shown: ShownField,
});

/** `shown`: what was ticked when the page was made, so that only what the person changed is changed. */
const Slugs = z.array(z.string().max(100)).max(100);
export const ContactChoicesSchema = z.object({ list: Slugs, shown: Slugs });
