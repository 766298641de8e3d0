import { z } from "zod";
import { mailKind, SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import { buildProofToken } from "~/features/people/proofs.server";
import { formatDate } from "~/lib/dates";
import { findMailedEnquiry, type MailedEnquiry, SAMPLE_ENQUIRY, subjectOf } from "./enquiry-mail.server";

type Received = Omit<MailedEnquiry, "proof"> & { link: { token: string; expiresAt: Date } | null };

/** Says that an enquiry arrived. Nothing that was typed is in it: neither text nor name, since anybody may have typed this address. */
export const enquiryReceivedMail = mailKind({
  name: "enquiry-received",
  class: ["service", "rights"],
  args: z.object({ enquiryId: z.uuid() }),
  async load(ctx, { args, proofId }): Promise<Received | string> {
    const enquiry = await findMailedEnquiry(ctx, args.enquiryId);
    if (!enquiry) return "enquiry-gone";
    if (!proofId) return { ...enquiry, link: null };
    const token = enquiry.proof && buildProofToken(enquiry.proof);
    return token ? { ...enquiry, link: { token, expiresAt: enquiry.proof!.expiresAt } } : "proof-unbuildable";
  },
  words: ({ link, ...enquiry }, { name, baseUrl }) => {
    const isStop = enquiry.category === "stop-contact";
    const common = { subject: subjectOf(enquiry, name), preheader: `It arrived. The reference is ${enquiry.code}.` };
    const [day, promise] = [formatDate(enquiry.createdAt), promiseOf(enquiry, baseUrl)];
    if (!link)
      return {
        ...common,
        paragraphs: [`What you wrote to ${name} on ${day} has arrived. The reference is ${enquiry.code}.`, promise],
        why: `You get this email because you wrote to ${name} while you were signed in.`,
      };
    return {
      ...common,
      paragraphs: [
        `Somebody, we hope you, wrote to ${name} on ${day} and gave this address. The reference is ${enquiry.code}.`,
        promise,
        isStop
          ? "To make it stop at once, open the page below and press “Stop writing to me”. You need no account."
          : "If it was you, you can confirm on the page below that this address is yours. Then what you asked is kept together with whatever else we hold about you. You get an answer either way.",
      ],
      action: {
        label: isStop ? "Open the page to make it stop" : "Open the page to confirm",
        url: `${baseUrl}/contact/confirm/${link.token}`,
      },
      after: [`The link works until ${formatDate(link.expiresAt)}. If it was not you, do nothing: this email comes once a day at most.`],
      why: `You get this email because this address was typed into the contact page of ${name}.`,
    };
  },
  samples: {
    "by a stranger": { ...SAMPLE_ENQUIRY, link: { token: "a-sample-that-opens-nothing", expiresAt: SAMPLE_DAY } },
    "to make it stop": {
      ...SAMPLE_ENQUIRY,
      category: "stop-contact",
      link: { token: "a-sample-that-opens-nothing", expiresAt: SAMPLE_DAY },
    },
    "signed in": { ...SAMPLE_ENQUIRY, link: null },
    "stopped at once": { ...SAMPLE_ENQUIRY, category: "stop-contact", state: "closed", link: null },
    "a complaint": { ...SAMPLE_ENQUIRY, category: "complaint", link: null },
  },
});

function promiseOf({ category, dueAt, state }: Pick<MailedEnquiry, "category" | "dueAt" | "state">, baseUrl: string): string {
  if (category === "stop-contact")
    return state === "closed"
      ? "All newsletters and everything else that we send by your choice has ended. Emails about your account, such as a new password, still come."
      : `We stop all newsletters and everything else that is sent by choice by ${formatDate(dueAt)} at the latest.`;
  if (category === "complaint")
    return `This is how we acknowledge it: the law wants that by ${formatDate(dueAt)}. Somebody looks into it and tells you the outcome. What happens then is described at ${baseUrl}/complaints`;
  return `We answer by ${formatDate(dueAt)}.`;
}
