import { changeSubscription } from "~/features/consents/subscriptions.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { openProof } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";
import { DAY } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { ensureSignupWording } from "./signup-wording.server";
import { asLinkHolder, findSubscription } from "./subscription.queries.server";
import { unsubscribedMail } from "./unsubscribed.mail.server";

const MAIL_LIVES = 2 * DAY;

/**
 * RFC 8058: the mail program's own button ends it at once. The address is told, with a way back: a sign-up like any other, confirmed by a
 * button. Any number of times is once; what is not there, or ended before, needs no ending.
 */
export async function unsubscribeAtOnce(ctx: Ctx, subscriptionId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const subscription = await findSubscription(ctx, subscriptionId);
    if (!subscription) return;
    const { personId, listId, canonical } = subscription;
    const link = asLinkHolder(ctx, "one-click", subscription);
    const change = await changeSubscription(link, { personId, listId, action: "withdrawn", source: "one-click" });
    if (!change.ok) return;

    const wording = await ensureSignupWording(ctx, "newsletter-signup");
    const undo = await openProof(ctx, {
      purpose: "subscribe",
      subject: listId,
      canonical,
      intent: { listIds: [listId], wordingId: wording.id },
    });
    await queueMail(ctx, unsubscribedMail, {}, { toProof: undo, livesFor: MAIL_LIVES });
  });
}
