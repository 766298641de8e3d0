import { recordEntry } from "~/features/audit/record-entry.server";
import { STATE_WORDS as MAIL_STATES } from "~/features/mail/messages/message-words";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { getEnquiry, listEnquiryMessages } from "./enquiries.queries.server";

/**
 * Opens an enquiry for a member of staff. The look is written down, and seen by the person where one is known (`design.md` §5.4).
 * @throws NotFoundError
 */
export async function lookAtEnquiry(ctx: Ctx, code: string) {
  return inTransaction(ctx, async (ctx) => {
    const { id, personId, proof: _, ownerId, person, code: reference, ...enquiry } = await getEnquiry(ctx, code);
    await recordEntry(ctx, {
      class: "access",
      action: "enquiry.opened",
      objectKind: "enquiry",
      objectId: id,
      subjectId: personId,
      purpose: "answering an enquiry",
    });
    const messages = await listEnquiryMessages(ctx, id);
    return {
      ...enquiry,
      reference,
      person: personId ? person : null,
      isMine: ownerId !== null && ownerId === personIdOf(ctx.actor),
      isOverdue: enquiry.state !== "closed" && enquiry.dueAt < ctx.now,
      // no row: the outbox forgets what it sent after its time
      messages: messages.map(({ id: _, mail, ...message }, index) => ({
        ...message,
        number: index + 1,
        mail: message.kind === "reply" ? (mail ? `email: ${MAIL_STATES[mail]?.toLowerCase()}` : "emailed") : null,
      })),
    };
  });
}
