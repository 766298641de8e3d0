import { findAccount, listOwnWords } from "~/features/accounts/accounts.queries.server";
import { findHolder, takeTurn } from "~/features/people/persons.server";
import { type Proof, spendProof } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { setPassword } from "./change-password.server";
import type { PasswordProblem } from "./password.policy";
import { hashPassword } from "./password.server";
import { passwordProblem } from "./password-problem.server";

export type ResetResult = { ok: true } | { ok: false; reason: "gone" | PasswordProblem };

/**
 * A new password by a mailed link. Whose it is says the proof alone. The link is spent with the change: of two requests that bring it,
 * one changes something.
 */
export async function resetPassword(ctx: Ctx, proof: Proof, password: string): Promise<ResetResult> {
  const account = proof.personId ? await findAccount(ctx, proof.personId) : null;
  if (account?.state !== "active") return { ok: false, reason: "gone" };
  const reason = await passwordProblem(password, await listOwnWords(ctx, account.personId));
  if (reason) return { ok: false, reason };

  const passwordHash = await hashPassword(password, account.personId);
  return inTransaction(ctx, async (ctx) => {
    // the mailbox may have been handed over meanwhile
    await takeTurn(ctx, account.personId);
    const holder = await findHolder(ctx, proof.canonical);
    if (holder?.personId !== account.personId || !(await spendProof(ctx, proof.id))) return { ok: false, reason: "gone" };
    await setPassword(ctx, account.personId, passwordHash, "password.reset");
    return { ok: true };
  });
}
