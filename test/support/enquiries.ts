import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { enquiries, enquiryMessages } from "#db/schema/enquiries";
import type { Category } from "~/features/enquiries/categories";
import type { EnquiryInput } from "~/features/enquiries/enquiry.schema";
import { sendEnquiry } from "~/features/enquiries/send-enquiry.server";
import { ctxFor, systemCtxFor } from "./context";
import { anAddress } from "./newsletters";
import { aMember, type TestPerson, visitor } from "./people";

export const someQuestion = (more: Partial<EnquiryInput> = {}): EnquiryInput => ({
  category: "question",
  question: "How many members are there?",
  submissionId: uuidv7(),
  fullName: "Ada Enquirer",
  email: anAddress(),
  ...more,
});

export type TestEnquiry = { code: string; id: string; email: string };

/** Somebody without an account wrote to us. */
export async function anEnquiry(more: Partial<EnquiryInput> & { now?: Date } = {}): Promise<TestEnquiry> {
  const { now, ...input } = more;
  const question = someQuestion(input);
  const { reference } = await sendEnquiry(ctxFor(visitor, now), question);
  return { code: reference, id: (await storedEnquiry(reference)).id, email: question.email! };
}

/** A signed-in person wrote to us. */
export async function anEnquiryOf(person: TestPerson, more: { category?: Category; question?: string } = {}): Promise<TestEnquiry> {
  const { category = "question", question = "May I bring a colleague?" } = more;
  const { reference } = await sendEnquiry(ctxFor(person), { category, question, submissionId: uuidv7() });
  return { code: reference, id: (await storedEnquiry(reference)).id, email: person.email };
}

export async function storedEnquiry(code: string) {
  const [row] = await systemCtxFor().db.select().from(enquiries).where(eq(enquiries.code, code));
  if (!row) throw new Error(`no enquiry ${code}`);
  return row;
}

export const messagesIn = (enquiry: { id: string }) =>
  systemCtxFor().db.select().from(enquiryMessages).where(eq(enquiryMessages.enquiryId, enquiry.id)).orderBy(enquiryMessages.id);

/** Those who answer, with the second factor. */
export const anOfficer = () => aMember({ roles: ["contacts-officer"], secondFactorAt: new Date() });
export const anAdministrator = () => aMember({ roles: ["administrator"], secondFactorAt: new Date() });
export const aDpo = () => aMember({ roles: ["data-protection-officer"], secondFactorAt: new Date() });

/** The reply of a member of staff who read everything before. */
export const someReply = (last = 1, body = "There are forty.") => ({ body, submissionId: uuidv7(), last });
