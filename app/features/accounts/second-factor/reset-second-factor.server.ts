import { findAccountByAddress } from "~/features/accounts/accounts.queries.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { takeSecondFactor } from "./second-factor.server";

/**
 * Takes the second factor of somebody who lost it and has no recovery code: for the operator, who has made sure who asks. They sign in with
 * their password and, where their role needs one, set up a new one first. False when there was none. @throws NotFoundError
 */
export async function resetSecondFactor(ctx: Ctx, canonical: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const account = await findAccountByAddress(ctx, canonical);
    if (!account) throw new NotFoundError("account");
    const { personId } = account;
    if (!account.hasSecondFactor) return false;
    await takeSecondFactor(ctx, personId, "reset");
    return true;
  });
}
