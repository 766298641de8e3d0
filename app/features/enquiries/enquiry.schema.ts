import { z } from "zod";
import { ENQUIRY_CATEGORIES, ENQUIRY_QUEUES } from "#db/schema/enquiries";
import { Vouch } from "~/features/guard/vouch.schema";
import { AddressField } from "~/features/people/address.schema";
import { inOneLine, withoutEmptyEnds } from "~/lib/unseen";

const NAME_MAX = 200;
const TEXT_MAX = 10_000;

const SubmissionId = z.uuid("Send the form once more");

const Text = (empty: string) =>
  z
    .string(empty)
    .overwrite(withoutEmptyEnds)
    .min(1, empty)
    .max(TEXT_MAX, `Your text must be ${TEXT_MAX.toLocaleString("en-GB")} characters or less`);

/** What a signed-in person is asked; who they are is known. */
export const OwnEnquirySchema = z.object({
  category: z.enum(ENQUIRY_CATEGORIES, "Choose what it is about"),
  question: Text("Write your question"),
  submissionId: SubmissionId,
  /** Nobody sees this field; programs that fill in everything do. */
  website: z.string().max(2000).default(""),
  vouch: Vouch,
});

/** In the order in which the page asks. */
export const EnquirySchema = z.object({
  fullName: z
    .string("Enter your full name")
    .transform(inOneLine)
    .pipe(z.string().min(1, "Enter your full name").max(NAME_MAX, `Full name must be ${NAME_MAX} characters or less`)),
  email: AddressField,
  ...OwnEnquirySchema.shape,
});

export type EnquiryInput = Omit<z.infer<typeof OwnEnquirySchema>, "website"> & { fullName?: string; email?: string };

/** `last`: how many messages the writer had before them. */
export const ReplySchema = z.object({
  body: Text("Write the reply"),
  submissionId: SubmissionId,
  last: z.coerce.number().int().min(0),
  vouch: Vouch,
});
export const NoteSchema = z.object({ note: Text("Write the note"), submissionId: SubmissionId, vouch: Vouch });

export const MoveSchema = z.object({
  category: z.enum(ENQUIRY_CATEGORIES, "Choose what it is about"),
  queue: z.enum(ENQUIRY_QUEUES, "Choose who works on it"),
});

/** The reference of a member of staff, as the page listed them. */
export const AssignSchema = z.object({ owner: z.string("Choose somebody").min(1, "Choose somebody").max(10) });
