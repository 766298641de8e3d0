import { z } from "zod";
import { ENQUIRY_CATEGORIES, ENQUIRY_QUEUES } from "../../schema/enquiries";
import { readTexts } from "../read-texts";
import { Who } from "./people";

const Category = z.enum(ENQUIRY_CATEGORIES);
const step = { by: Who, hoursAfter: z.number() };

/** What staff did about it. */
const Step = z.discriminatedUnion("act", [
  z.strictObject({ ...step, act: z.enum(["take", "close", "stop"]) }),
  z.strictObject({ ...step, act: z.enum(["reply", "note"]), body: z.string() }),
  z.strictObject({ ...step, act: z.literal("move"), category: Category, queue: z.enum(ENQUIRY_QUEUES) }),
]);
export type EnquiryStep = z.output<typeof Step>;

const Enquiry = z.strictObject({
  category: Category,
  /** Somebody who was signed in; everybody else typed a name and an address. */
  from: Who.optional(),
  fullName: z.string().optional(),
  email: z.string().optional(),
  daysAgo: z.number(),
  body: z.string(),
  course: z.array(Step),
});
export type EnquirySeed = z.output<typeof Enquiry>;

/** Enquiries in each state, the oldest first: one is overdue, one was carried out at once, one came to the wrong desk. */
export const enquiries = readTexts("enquiries", Enquiry, "course");
