import { eq } from "drizzle-orm";
import { z } from "zod";
import { enquiryMessages } from "#db/schema/enquiries";
import { mailKind } from "~/features/mail/messages/mail-kind.server";
import { formatDate } from "~/lib/dates";
import { findMailedEnquiry, SAMPLE_ENQUIRY, subjectOf } from "./enquiry-mail.server";

/** What a member of staff wrote to the enquirer. */
export const enquiryReplyMail = mailKind({
  name: "enquiry-reply",
  class: ["service", "rights"],
  args: z.object({ enquiryMessageId: z.uuid() }),
  async load(ctx, { args }) {
    const { body, enquiryId, takenOutAt } = enquiryMessages;
    const [reply] = await ctx.db
      .select({ body, enquiryId, takenOutAt })
      .from(enquiryMessages)
      .where(eq(enquiryMessages.id, args.enquiryMessageId));
    const enquiry = reply && (await findMailedEnquiry(ctx, reply.enquiryId));
    if (!enquiry) return "enquiry-gone";
    if (reply.takenOutAt) return "text-taken-out";
    const { category, code, createdAt } = enquiry;
    return { category, code, createdAt, body: reply.body };
  },
  words: ({ body, createdAt, ...enquiry }, { name }) => ({
    subject: `Re: ${subjectOf(enquiry, name)}`,
    paragraphs: body.split(/\n{2,}/),
    after: [`This answers what you wrote to us on ${formatDate(createdAt)}. If it does not help, answer this email.`],
    why: `You get this email because somebody wrote to ${name} and gave this address.`,
  }),
  samples: {
    "an answer": {
      ...SAMPLE_ENQUIRY,
      body: "Dear Priya,\n\nThank you for asking. The guidance on locum cover is open to everybody; you find it under Guidance, Staff.\n\nKind regards\nThe office",
    },
  },
});
