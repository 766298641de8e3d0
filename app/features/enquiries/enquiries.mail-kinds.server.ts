import { eq } from "drizzle-orm";
import { enquiries, enquiryMessages } from "#db/schema/enquiries";
import { proofs } from "#db/schema/people";
import type { MailKind } from "~/features/mail/messages/kinds.server";
import { buildProofToken } from "~/features/people/proofs.server";
import { ROLE_WORDS, rolesWith } from "~/features/permissions/permissions";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { formatDate } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { CATEGORIES, type Category, QUEUES } from "./categories";
import { listWorkers } from "./enquiries.queries.server";
import { ANSWERS } from "./enquiry.policy";

/** “Your question to PMN (reference abc)”: the same in each mail of an enquiry, so that programs keep them together. */
const subjectOf = ({ category, code }: { category: Category; code: string }, site: string) =>
  `Your ${CATEGORIES[category].noun} to ${site} (reference ${code})`;

/** Says that an enquiry arrived. Nothing that was typed is in it: neither text nor name, since anybody may have typed this address. */
const enquiryReceived: MailKind = {
  name: "enquiry-received",
  class: "service",
  async build(ctx, { args }) {
    const enquiry = await findEnquiry(ctx, args.enquiryId ?? "");
    if (!enquiry) return { skip: "enquiry-gone" };
    const { name } = await getSettings(ctx);
    const token = args.proofId && enquiry.proof ? buildProofToken(enquiry.proof) : null;
    if (args.proofId && !token) return { skip: "proof-unbuildable" };
    const isStop = enquiry.category === "stop-contact";
    return {
      layout: "service",
      subject: subjectOf(enquiry, name),
      preheader: `It arrived. The reference is ${enquiry.code}.`,
      paragraphs: [
        token
          ? `Somebody, we hope you, wrote to ${name} on ${formatDate(enquiry.createdAt)} and gave this address. The reference is ${enquiry.code}.`
          : `What you wrote to ${name} on ${formatDate(enquiry.createdAt)} has arrived. The reference is ${enquiry.code}.`,
        promiseOf(enquiry),
        ...(token
          ? [
              isStop
                ? "To make it stop at once, open the page below and press “Stop writing to me”. You need no account."
                : "If it was you, you can confirm on the page below that this address is yours. Then what you asked is kept together with whatever else we hold about you. You get an answer either way.",
            ]
          : []),
      ],
      ...(token
        ? {
            action: {
              label: isStop ? "Open the page to make it stop" : "Open the page to confirm",
              url: `${env().baseUrl}/contact/confirm/${token}`,
            },
            after: [
              `The link works until ${formatDate(enquiry.proof!.expiresAt)}. If it was not you, do nothing: this mail comes once a day at most.`,
            ],
          }
        : {}),
      why: token
        ? `You get this mail because this address was typed into the contact page of ${name}.`
        : `You get this mail because you wrote to ${name} while you were signed in.`,
    };
  },
};

function promiseOf({ category, dueAt, state }: { category: Category; dueAt: Date; state: string }): string {
  if (category === "stop-contact")
    return state === "closed"
      ? "All newsletters and everything else that we send by your choice has ended. Mails about your account, such as a new password, still come."
      : `We stop all newsletters and everything else that is sent by choice by ${formatDate(dueAt)} at the latest.`;
  if (category === "complaint")
    return `This is how we acknowledge it: the law wants that by ${formatDate(dueAt)}. Somebody looks into it and tells you the outcome. What happens then is described at ${env().baseUrl}/complaints`;
  return `We answer by ${formatDate(dueAt)}.`;
}

/** What a member of staff wrote to the enquirer. */
const enquiryReply: MailKind = {
  name: "enquiry-reply",
  class: "service",
  async build(ctx, { args }) {
    const [reply] = await ctx.db
      .select({ body: enquiryMessages.body, enquiryId: enquiryMessages.enquiryId, takenOutAt: enquiryMessages.takenOutAt })
      .from(enquiryMessages)
      .where(eq(enquiryMessages.id, args.enquiryMessageId ?? ""));
    const enquiry = reply && (await findEnquiry(ctx, reply.enquiryId));
    if (!enquiry) return { skip: "enquiry-gone" };
    if (reply.takenOutAt) return { skip: "text-taken-out" };
    const { name } = await getSettings(ctx);
    return {
      layout: "service",
      subject: `Re: ${subjectOf(enquiry, name)}`,
      paragraphs: reply.body.split(/\n{2,}/),
      after: [`This answers what you wrote to us on ${formatDate(enquiry.createdAt)}. If it does not help, answer this mail.`],
      why: `You get this mail because somebody wrote to ${name} and gave this address.`,
    };
  },
};

/** Tells staff that an enquiry waits for them. Who asked and what stands in the portal, where each look is written down. */
const enquiryNotification: MailKind = {
  name: "enquiry-notification",
  class: "service",
  async build(ctx, { args }) {
    const enquiry = await findEnquiry(ctx, args.enquiryId ?? "");
    if (!enquiry) return { skip: "enquiry-gone" };
    if (enquiry.state === "closed") return { skip: "enquiry-closed" };
    const { shortName } = await getSettings(ctx);
    const { baseUrl } = env();
    const isWorkedOn = (await listWorkers(ctx, enquiry.queue)).length > 0;
    return {
      layout: "service",
      subject: `${shortName}: a ${CATEGORIES[enquiry.category].noun} waits (${enquiry.code})`,
      paragraphs: [
        `A ${CATEGORIES[enquiry.category].noun} is in the queue “${QUEUES[enquiry.queue]}”. It is due on ${formatDate(enquiry.dueAt)}.`,
        ...(isWorkedOn
          ? []
          : [`Nobody works on this queue. Give somebody the role “${rolesWith(ANSWERS[enquiry.queue]).map((role) => ROLE_WORDS[role])}”.`]),
      ],
      action: isWorkedOn
        ? { label: "Open it", url: `${baseUrl}/admin/enquiries/${enquiry.code}` }
        : { label: "Choose somebody", url: `${baseUrl}/admin/members` },
      why: isWorkedOn ? "You get this mail because you work on this queue." : "You get this mail because you are an administrator.",
    };
  },
};

export const ENQUIRY_MAIL_KINDS: readonly MailKind[] = [enquiryReceived, enquiryReply, enquiryNotification];

async function findEnquiry(ctx: Ctx, id: string) {
  const { code, category, queue, state, createdAt, dueAt } = enquiries;
  const [row] = await ctx.db
    .select({
      code,
      category,
      queue,
      state,
      createdAt,
      dueAt,
      proof: { id: proofs.id, tokenHash: proofs.tokenHash, expiresAt: proofs.expiresAt },
    })
    .from(enquiries)
    .leftJoin(proofs, eq(proofs.id, enquiries.proofId))
    .where(eq(enquiries.id, id));
  return row ?? null;
}
