import { z } from "zod";

export const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export const DigestSchema = z.object({
  every: z.enum(["none", "daily", "weekly"], { error: "Choose whether and how often you want the digest" }),
  hour: z.coerce.number("Choose an hour").int("Choose an hour").min(0, "Choose an hour").max(23, "Choose an hour"),
  /** Slugs of categories. */
  category: z.array(z.string()),
  /** Slugs of tags. */
  tags: z.array(z.string()),
  singles: z.string().optional(),
});
