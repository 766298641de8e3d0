import { z } from "zod";
import { LONGEST_ALTERNATIVE } from "./file.policy";

/** What is asked about a picture or file, which comes beside these fields. */
export const AddFileSchema = z.object({
  file: z.undefined().optional(),
  alternative: z
    .string()
    .trim()
    .max(LONGEST_ALTERNATIVE, { error: `Say in ${LONGEST_ALTERNATIVE} characters at most what the picture shows. Then choose it again.` })
    .default(""),
  decoration: z.literal("yes").optional(),
});
