import { and, eq } from "drizzle-orm";
import { accounts } from "#db/schema/accounts";
import { type Account, findAccountByAddress } from "~/features/accounts/accounts.queries.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { isStaffRole } from "~/features/permissions/permissions";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { hashPassword, verifyPassword } from "./password.server";

export type Holder = {
  ok: true;
  personId: PersonId;
  isStaff: boolean;
  passwordAt: Date | null;
  standing: string;
  /** The code is still owed. */
  needsCode: boolean;
};

/**
 * Counts an attempt before the password is looked at. Gives the network of a stranger, null for who is known.
 * @throws {TooManyError} when there were too many wrong ones
 */
export type Admit = (account: Pick<Account, "personId" | "passwordAt"> | null) => Promise<string | null>;

/**
 * The first step of signing in. Unknown address, wrong password and a closed account get the same answer at the same cost: one look-up,
 * one verification, one entry (`trust.md` B5).
 * @param letIn what the right one begins: it commits with the entry
 */
export async function checkPassword<T = Holder>(
  ctx: Ctx,
  input: { address: string; password: string; device: string },
  admit: Admit = async () => null,
  letIn: (ctx: Ctx, holder: Holder) => Promise<T> = async (_ctx, holder) => holder as T,
): Promise<T | { ok: false; reason: "wrong" }> {
  const account = await findAccountByAddress(ctx, input.address);
  const stranger = await admit(account);
  const waiter = stranger === null ? { known: account?.personId ?? input.address } : { stranger };
  const { isRight, isStale } = await verifyPassword(account?.passwordHash ?? null, input.password, waiter);

  const note = (ctx: Ctx, action: "sign-in.password-right" | "sign-in.refused") =>
    recordEntry(ctx, { class: "security", action, subjectId: account?.personId ?? null, detail: { device: input.device } });
  if (!account || !isRight || account.state !== "active") {
    await note(ctx, "sign-in.refused");
    return { ok: false, reason: "wrong" };
  }

  if (isStale) {
    await ctx.db
      .update(accounts)
      .set({ passwordHash: await hashPassword(input.password, account.personId) })
      // a password that was changed meanwhile stays
      .where(and(eq(accounts.personId, account.personId), eq(accounts.passwordHash, account.passwordHash!)));
  }
  const { personId, passwordAt, standing, hasSecondFactor: needsCode } = account;
  const holder: Holder = { ok: true, personId, isStaff: account.roles.some(isStaffRole), passwordAt, standing, needsCode };
  // whoever signs in stands by the password, and by no sign-in that they come with
  return inTransaction({ ...ctx, beforeCommit: undefined }, async (ctx) => {
    await note(ctx, "sign-in.password-right");
    return letIn(ctx, holder);
  });
}
