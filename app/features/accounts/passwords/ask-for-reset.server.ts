import { findAccountByAddress } from "~/features/accounts/accounts.queries.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { mayAskAgain, openProof } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { resetPasswordMail } from "./reset-password.mail.server";

/**
 * Asks for a link to a new password. A known and an unknown address are treated alike, statement by statement: whether there is an account
 * decides the worker, when it builds the mail (`trust.md` B5).
 */
export async function askForReset(ctx: Ctx, address: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const claim = { purpose: "reset", subject: "password", canonical: address } as const;
    if (!(await mayAskAgain(ctx, claim))) return;
    const account = await findAccountByAddress(ctx, address);
    const proof = await openProof(ctx, { ...claim, personId: account?.personId ?? null });
    await queueMail(ctx, resetPasswordMail, {}, { toProof: proof, cause: `reset:${proof.id}` });
    await recordEntry(ctx, { class: "security", action: "password.reset-asked", subjectId: account?.personId ?? null });
  });
}
