import { z } from "zod";
import { inOneLine } from "~/lib/unseen";

const NAME_MAX = 60;
const DESCRIPTION_MAX = 200;

/** The ticked interests of a form, by their names. */
export const InterestsField = z.array(z.string().max(NAME_MAX)).max(100).default([]);

/** Boxes for what is offered, and for what was chosen when it still was. */
export const interestChoices = (offered: readonly { name: string; description: string }[], chosen: readonly string[] = []) => [
  ...offered.map(({ name, description }) => ({ value: name, label: name, hint: description || undefined })),
  ...chosen
    .filter((name) => !offered.some((interest) => interest.name === name))
    .map((name) => ({ value: name, label: name, hint: "No longer on the list. It stays until it is unticked." })),
];

export const InterestSchema = z.object({
  name: z.string("Enter a name").overwrite(inOneLine).min(1, "Enter a name").max(NAME_MAX, `Name must be ${NAME_MAX} characters or less`),
  description: z.string().overwrite(inOneLine).max(DESCRIPTION_MAX, `It must be ${DESCRIPTION_MAX} characters or less`).default(""),
  position: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, "Order must be a whole number, such as 3")
    .transform(Number),
});
