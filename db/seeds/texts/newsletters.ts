import { z } from "zod";
import { readTexts } from "../read-texts";
import { Who } from "./people";

const Issue = z.strictObject({
  subject: z.string(),
  preheader: z.string(),
  author: Who,
  state: z.enum(["draft", "sent"]),
  /** Sent, or last saved, so long ago. */
  daysAgo: z.number(),
  /** Not everybody got it: some mail servers refused it, and of some nobody knows. */
  isTroubled: z.literal(true).optional(),
  body: z.string(),
});
export type IssueSeed = z.output<typeof Issue>;

const Newsletter = z.strictObject({
  name: z.string(),
  frequency: z.string(),
  audience: z.enum(["open", "members"]),
  /** Members who ticked it in their account. */
  memberSubscribers: z.array(Who),
  /** Confirmed by address alone, without an account. */
  addressSubscribers: z.array(z.string()).default([]),
  /** The same two years ago: whoever starts the demo sees them asked, by mail, whether they still want it. */
  longStandingAddresses: z.array(z.string()).default([]),
  /** Asked, and have not pressed the button in the mail yet. */
  unconfirmedAddresses: z.array(z.string()).default([]),
  body: z.string(),
  issues: z.array(Issue),
});

/** In the order in which they are listed. */
export const newsletters = readTexts("newsletters", Newsletter, "issues").map(({ body, ...newsletter }) => ({
  ...newsletter,
  description: body,
}));
export type NewsletterSeed = (typeof newsletters)[number];
