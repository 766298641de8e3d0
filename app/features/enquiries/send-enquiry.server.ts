import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { enquiries, enquiryMessages } from "#db/schema/enquiries";
import { enqueue } from "#jobs/outbox.server";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { ensureNotice } from "~/features/notices/ensure-notice.server";
import { findOpenProof, mayAskAgain, openProof, proofColumns, proofOf } from "~/features/people/proofs.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { ForbiddenError, SubmissionTakenError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { CATEGORIES, type Category } from "./categories";
import { dueDate, guardedEnquiry, mailClass } from "./enquiry.policy";
import type { EnquiryInput } from "./enquiry.schema";
import { enquiryReceivedMail } from "./enquiry-received.mail.server";
import { objectAtOnce } from "./object-at-once.server";

export type SendResult = { ok: true; reference: string } | { ok: false; reason: "sent-before"; reference: string; text: string };

/**
 * Somebody asks us something. It is always stored; only the mail that says so is withheld when an address had too many (B40). The same form
 * sent twice is one enquiry; where anything in it changed meanwhile, its sender is shown what they sent first.
 */
export async function sendEnquiry(ctx: Ctx, input: EnquiryInput): Promise<SendResult> {
  return inTransaction(ctx, async (ctx) => {
    await lockByName(ctx, `enquiry:${input.submissionId}`);
    const sent = await findSent(ctx, input);
    if (sent) return sent;

    const enquiry = await insertEnquiry(ctx, input);
    await guardTexts(ctx, {
      texts: { ...(input.fullName && { fullName: input.fullName }), question: input.question },
      vouch: input.vouch,
      thing: guardedEnquiry(enquiry.code, CATEGORIES[input.category].queue),
    });
    await enqueue(ctx, "enquiries.notify-queue", { enquiryId: enquiry.id });
    if (enquiry.personId && input.category === "stop-contact") await objectAtOnce(ctx, enquiry.personId, [enquiry.id]);
    return { ok: true, reference: enquiry.code };
  });
}

/** @throws {SubmissionTakenError} where somebody else sent it */
async function findSent(ctx: Ctx, input: EnquiryInput): Promise<SendResult | null> {
  const { code, category, personId, fullName } = enquiries;
  const [sent] = await ctx.db
    .select({
      code,
      category,
      personId,
      fullName,
      email: proofColumns.canonical,
      question: enquiryMessages.body,
      takenOutAt: enquiryMessages.takenOutAt,
    })
    .from(enquiries)
    .innerJoin(enquiryMessages, eq(enquiryMessages.submissionId, enquiries.submissionId))
    .leftJoin(...proofOf(enquiries.proofId))
    .where(eq(enquiries.submissionId, input.submissionId));
  if (!sent) return null;
  if (input.email ? sent.email === null : sent.personId !== personIdOf(ctx.actor)) throw new SubmissionTakenError();
  const words = (each: Omit<EnquiryInput, "submissionId" | "vouch">) => {
    const who = each.email ? [`${each.fullName}, ${each.email}`] : [];
    return [CATEGORIES[each.category].label, ...who, "", each.question].join("\n");
  };
  // what was taken out can be compared with nothing
  const text = sent.takenOutAt ? "" : words({ ...sent, fullName: sent.fullName ?? undefined, email: sent.email ?? undefined });
  return text === words(input) ? { ok: true, reference: sent.code } : { ok: false, reason: "sent-before", reference: sent.code, text };
}

async function insertEnquiry(ctx: Ctx, { category, question, submissionId, fullName, email }: EnquiryInput) {
  const personId = ctx.actor.kind === "person" ? personIdOf(ctx.actor) : null;
  const claim = personId ? null : await claimAddress(ctx, category, email);
  const { queue } = CATEGORIES[category];
  const enquiry = { id: uuidv7(), code: randomCode(), personId };
  await ctx.db.insert(enquiries).values({
    ...enquiry,
    category,
    queue,
    fullName: personId ? null : fullName,
    proofId: claim?.proof.id,
    state: "new",
    noticeId: (await ensureNotice(ctx, "privacy-notice")).id,
    submissionId,
    createdAt: ctx.now,
    dueAt: dueDate(category, ctx.now, (await getSettings(ctx)).answerWithinDays),
  });
  await ctx.db
    .insert(enquiryMessages)
    .values({ id: uuidv7(), enquiryId: enquiry.id, kind: "question", body: question, submissionId, createdAt: ctx.now });
  if (!claim || claim.mayMail)
    await queueMail(
      ctx,
      enquiryReceivedMail,
      { enquiryId: enquiry.id },
      { ...(claim ? { toProof: claim.proof } : { personId }), class: mailClass(queue), cause: `enquiry:${enquiry.id}` },
    );
  return enquiry;
}

/** Enquiries of one kind from one address share a proof, and its one mail, for a day: pressing its button is about all of them. */
async function claimAddress(ctx: Ctx, category: Category, email: string | undefined) {
  if (!email) throw new ForbiddenError("no-address");
  const key = { purpose: "enquiry" as const, subject: category, canonical: email };
  const mayMail = await mayAskAgain(ctx, key);
  const shared = mayMail ? null : await findOpenProof(ctx, key);
  return { mayMail, proof: shared ?? (await openProof(ctx, key)) };
}
