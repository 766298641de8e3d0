import { z } from "zod";
import { inOneLine } from "~/lib/unseen";

const NAME_MAX = 100;
const DESCRIPTION_MAX = 255;

export const GroupSchema = z.object({
  name: z.string("Enter a name").overwrite(inOneLine).min(1, "Enter a name").max(NAME_MAX, `Name must be ${NAME_MAX} characters or less`),
  description: z
    .string("Say in a sentence what it is for")
    .overwrite(inOneLine)
    .min(1, "Say in a sentence what it is for")
    .max(DESCRIPTION_MAX, `Description must be ${DESCRIPTION_MAX} characters or less`),
});
