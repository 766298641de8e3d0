import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { enquiries, enquiryMessages } from "#db/schema/enquiries";
import { recordEntry } from "~/features/audit/record-entry.server";
import { closeDraft } from "~/features/drafts/save-draft.server";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { findHolder } from "~/features/people/persons.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { SubmissionTakenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { countMessages, type EnquiryRecord, getEnquiryForUpdate } from "./enquiries.queries.server";
import { guardedEnquiry, mailClass, type ReplyBlocker, replyBlocker } from "./enquiry.policy";
import { enquiryReplyMail } from "./enquiry-reply.mail.server";

/** What an earlier sending of the same form stored, where this one says something else. */
type SentBefore = { ok: false; reason: "sent-before"; text: string };
export type NoteResult = { ok: true } | SentBefore;
export type ReplyResult =
  | { ok: true }
  | (SentBefore & { last: number })
  | { ok: false; reason: ReplyBlocker }
  | { ok: false; reason: "changed"; last: number };

/**
 * Answers an enquiry by mail. Whoever wrote `last` messages ago is told first when a colleague was quicker; the same form sent twice is one
 * reply. @throws NotFoundError
 */
export async function replyToEnquiry(
  ctx: Ctx,
  code: string,
  reply: { body: string; submissionId: string; last: number; vouch?: string },
): Promise<ReplyResult> {
  return inTransaction(ctx, async (ctx) => {
    const enquiry = await getEnquiryForUpdate(ctx, code);
    const sent = await findSent(ctx, { enquiryId: enquiry.id, kind: "reply", submissionId: reply.submissionId, body: reply.body });
    const last = await countMessages(ctx, enquiry.id);
    if (sent) return sent.ok ? sent : { ...sent, last };
    const reason = replyBlocker(enquiry);
    if (reason) return { ok: false, reason };
    if (last !== reply.last) return { ok: false, reason: "changed", last };

    const id = await insertMessage(ctx, enquiry, { kind: "reply", ...reply });
    const { body, vouch } = reply;
    await guardTexts(ctx, { texts: { body }, vouch, thing: guardedEnquiry(code, enquiry.queue) });
    await queueMail(
      ctx,
      enquiryReplyMail,
      { enquiryMessageId: id },
      { ...(await recipientOf(ctx, enquiry)), class: mailClass(enquiry.queue), cause: `enquiry-message:${id}` },
    );
    await ctx.db
      .update(enquiries)
      .set({ state: "answered", ownerId: enquiry.ownerId ?? personIdOf(ctx.actor) })
      .where(eq(enquiries.id, enquiry.id));
    await recordEntry(ctx, {
      class: "act",
      action: "enquiry.answered",
      objectKind: "enquiry",
      objectId: enquiry.id,
      subjectId: enquiry.personId,
    });
    return { ok: true };
  });
}

/** A note for colleagues. It is not mailed, and it is in the enquirer's copy of their data. @throws NotFoundError */
export async function noteOnEnquiry(
  ctx: Ctx,
  code: string,
  { note, submissionId, vouch }: { note: string; submissionId: string; vouch?: string },
): Promise<NoteResult> {
  return inTransaction(ctx, async (ctx) => {
    const enquiry = await getEnquiryForUpdate(ctx, code);
    const sent = await findSent(ctx, { enquiryId: enquiry.id, kind: "note", submissionId, body: note });
    if (sent) return sent;
    await insertMessage(ctx, enquiry, { kind: "note", body: note, submissionId });
    await guardTexts(ctx, { texts: { note }, vouch, thing: guardedEnquiry(code, enquiry.queue) });
    return { ok: true };
  });
}

type Sending = { enquiryId: string; kind: "reply" | "note"; submissionId: string; body: string };

/** The same form sent twice with one text is one message. @throws {SubmissionTakenError} where it was another form, or somebody else's */
async function findSent(ctx: Ctx, { submissionId, body, ...form }: Sending): Promise<NoteResult | null> {
  const { enquiryId, kind, authorId } = enquiryMessages;
  const [sent] = await ctx.db
    .select({ enquiryId, kind, authorId, text: enquiryMessages.body })
    .from(enquiryMessages)
    .where(eq(enquiryMessages.submissionId, submissionId));
  if (!sent) return null;
  if (sent.enquiryId !== form.enquiryId || sent.kind !== form.kind || sent.authorId !== personIdOf(ctx.actor))
    throw new SubmissionTakenError();
  return sent.text === body ? { ok: true } : { ok: false, reason: "sent-before", text: sent.text ?? "" };
}

export async function insertMessage(
  ctx: Ctx,
  enquiry: { id: string },
  { kind, body, submissionId = uuidv7() }: { kind: "reply" | "note"; body: string; submissionId?: string },
): Promise<string> {
  const id = uuidv7();
  await ctx.db
    .insert(enquiryMessages)
    .values({ id, enquiryId: enquiry.id, kind, body, authorId: personIdOf(ctx.actor), submissionId, createdAt: ctx.now });
  await closeDraft(ctx, submissionId);
  return id;
}

/** To the address that was written from: as its holder's where it is proven, else as it was typed. */
async function recipientOf(ctx: Ctx, { personId, proof }: EnquiryRecord) {
  if (!personId) return { toProof: proof?.canonical ? proof : undefined };
  const holder = proof ? await findHolder(ctx, proof.canonical) : null;
  return holder?.personId === personId ? { personId, addressId: holder.addressId } : { personId };
}
