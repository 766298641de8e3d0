import { asc, eq, sql } from "drizzle-orm";
import { enquiries, enquiryMessages } from "#db/schema/enquiries";
import { recordEntry } from "~/features/audit/record-entry.server";
import { forgetDraftsBelow } from "~/features/drafts/save-draft.server";
import type { TakeOutReason } from "~/features/guard/taken-out";
import { forgetCaught } from "~/features/mail/empty-mailing.server";
import { messageOfCause, messageState } from "~/features/mail/messages/joined-message.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { getEnquiryForUpdate } from "./enquiries.queries.server";

/**
 * Those of its queue empty one message of an enquiry for good, by its number there. That there was one stays, with who took it out and why;
 * a reply that is not mailed yet is not mailed, and where none came after it the enquiry waits for an answer again.
 * @throws NotFoundError, also for what was taken out already
 */
export async function takeOutMessage(ctx: Ctx, code: string, { number, why }: { number: number; why: TakeOutReason }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const enquiry = await getEnquiryForUpdate(ctx, code);
    const { id, enquiryId, kind, takenOutAt } = enquiryMessages;
    const written = await ctx.db
      .select({ id, kind, takenOutAt, mail: messageState })
      .from(enquiryMessages)
      .leftJoin(...messageOfCause("enquiry-reply", sql`'enquiry-message:' || ${id}`))
      .where(eq(enquiryId, enquiry.id))
      .orderBy(asc(id));
    const message = written[number - 1];
    if (!message || message.takenOutAt) throw new NotFoundError("message");
    await ctx.db
      .update(enquiryMessages)
      .set({ body: "", takenOutAt: ctx.now, takenOutBy: personIdOf(ctx.actor), takenOutWhy: why })
      .where(eq(id, message.id));
    const isLastReply = message.id === written.filter((each) => each.kind === "reply").at(-1)?.id;
    if (enquiry.state === "answered" && isLastReply && (message.mail === "pending" || message.mail === "deferred"))
      await ctx.db.update(enquiries).set({ state: "open" }).where(eq(enquiries.id, enquiry.id));
    await forgetCaught(ctx, { enquiryMessageId: message.id });
    await forgetDraftsBelow(ctx, [`/admin/enquiries/${code}`]);
    await recordEntry(ctx, {
      class: "act",
      action: "enquiry.text-taken-out",
      objectKind: "enquiry",
      objectId: enquiry.id,
      subjectId: enquiry.personId,
    });
  });
}
