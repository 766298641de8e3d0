import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { mayAskAgain, openProof } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { preferencesLinkMail } from "./preferences-link.mail.server";

/**
 * Mails the way to one's preferences, to whatever address was typed: nobody's record is looked at, so nothing is told about who is
 * subscribed. Asked for too often, the earlier link stays good.
 */
export async function requestPreferences(ctx: Ctx, { email }: { email: string }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const claim = { purpose: "manage" as const, subject: "newsletters", canonical: email };
    if (!(await mayAskAgain(ctx, claim))) return;
    const proof = await openProof(ctx, claim);
    await queueMail(ctx, preferencesLinkMail, {}, { toProof: proof, livesFor: proof.expiresAt.getTime() - ctx.now.getTime() });
  });
}
