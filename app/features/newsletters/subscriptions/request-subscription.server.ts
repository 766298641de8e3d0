import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { findOffered } from "~/features/newsletters/newsletters.queries.server";
import { mayAskAgain, openProof } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";
import { DAY } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { confirmSubscriptionMail } from "./confirm-subscription.mail.server";
import { ensureSignupWording } from "./signup-wording.server";

/** A confirmation is worth having for days: mail filters and holidays are slow. */
const MAIL_LIVES = 2 * DAY;

export type RequestResult = { ok: true } | { ok: false; reason: "nothing-offered" };

/**
 * Somebody typed an address: a claim, until its owner presses the button in the mail (`design.md`, identity, rule 1). Nobody's record is
 * looked at, so the answer cannot depend on who holds the address, and an address that was asked for too often gets no further mail.
 */
export async function requestSubscription(
  ctx: Ctx,
  { email, newsletter }: { email: string; newsletter: readonly string[] },
): Promise<RequestResult> {
  return inTransaction(ctx, async (ctx) => {
    const offered = await findOffered(ctx, newsletter);
    if (offered.length === 0) return { ok: false, reason: "nothing-offered" };

    const listIds = offered.map(({ listId }) => listId).sort();
    const claim = { purpose: "subscribe" as const, subject: listIds.join(","), canonical: email };
    if (!(await mayAskAgain(ctx, claim))) return { ok: true };

    const wording = await ensureSignupWording(ctx, "newsletter-signup");
    const proof = await openProof(ctx, { ...claim, intent: { listIds, wordingId: wording.id } });
    await queueMail(ctx, confirmSubscriptionMail, {}, { toProof: proof, livesFor: MAIL_LIVES });
    return { ok: true };
  });
}
