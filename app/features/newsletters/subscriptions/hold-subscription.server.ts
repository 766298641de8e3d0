import { changeSubscription } from "~/features/consents/subscriptions.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { takeTurn } from "~/features/people/persons.server";
import { findLastMailAt, openProof } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { confirmCancellationMail } from "./confirm-cancellation.mail.server";
import { asLinkHolder, findSubscription } from "./subscription.queries.server";

/** How long a hold waits for an answer before it ends the subscription (K1). */
const SILENCE = 14 * DAY;
/** One confirmation mail per address and list in this time, whoever has the link (K1). */
const BETWEEN_MAILS = DAY;
const MAIL_LIVES = 7 * DAY;

/**
 * The button behind the link in an issue: nothing more is sent from now on, and a mail asks the address whether it was them. A hold within
 * a day of the last such mail also counts at once; its mail waits until that day is over, and the 14 days run from it.
 */
export async function holdSubscription(ctx: Ctx, subscriptionId: string): Promise<{ ok: true } | { ok: false; reason: "not-subscribed" }> {
  return inTransaction(ctx, async (ctx) => {
    const subscription = await findSubscription(ctx, subscriptionId);
    if (!subscription) return { ok: false, reason: "not-subscribed" };
    const { personId, listId, canonical } = subscription;
    await takeTurn(ctx, personId);

    const mailAt = await nextMailAt(ctx, { listId, canonical });
    const until = later(mailAt, SILENCE);
    const link = asLinkHolder(ctx, "unsubscribe", subscription);
    const change = await changeSubscription(link, { personId, listId, action: "held", until, source: "issue-link" });
    if (!change.ok) return change.reason === "not-active" ? { ok: true } : { ok: false, reason: "not-subscribed" };

    const proof = await openProof(ctx, {
      purpose: "hold",
      subject: listId,
      canonical,
      personId,
      intent: { mailAt: mailAt.toISOString() },
      expiresAt: until,
    });
    await queueMail(
      ctx,
      confirmCancellationMail,
      {},
      { toProof: proof, waits: mailAt.getTime() - ctx.now.getTime(), livesFor: MAIL_LIVES },
    );
    return { ok: true };
  });
}

async function nextMailAt(ctx: Ctx, { listId, canonical }: { listId: string; canonical: string }): Promise<Date> {
  // a mail that was still waiting when its hold was answered has not been sent, and so does not count
  const last = await findLastMailAt(ctx, { purpose: "hold", canonical, subject: listId });
  const allowed = last ? later(last, BETWEEN_MAILS) : ctx.now;
  return allowed > ctx.now ? allowed : ctx.now;
}
