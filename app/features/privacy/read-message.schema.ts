import { z } from "zod";

export const ReadMessageSchema = z.object({
  reason: z
    .string("Say why you need to read this email")
    .trim()
    .min(5, "Say why you need to read this email, in a few words")
    .max(300, "The reason must be 300 characters or fewer"),
});
