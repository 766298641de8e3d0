import { and, eq } from "drizzle-orm";
import { accounts } from "#db/schema/accounts";
import { type Account, findAccountByAddress } from "~/features/accounts/accounts.queries.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { isStaffRole } from "~/features/permissions/permissions";
import type { Ctx, PersonId } from "~/lib/ctx";
import { hashPassword, verifyPassword } from "./password.server";

export type PasswordResult =
  | { ok: true; personId: PersonId; isStaff: boolean; standing: string /** the code is still owed */; needsCode: boolean }
  | { ok: false; reason: "wrong" };

/**
 * Counts an attempt before the password is looked at. Gives the network of a stranger, null for who is known.
 * @throws {TooManyError} when there were too many wrong ones
 */
type Admit = (account: Pick<Account, "personId" | "passwordAt"> | null) => Promise<string | null>;

/**
 * The first step of signing in. Unknown address, wrong password and a closed account get the same answer at the same cost: one look-up,
 * one verification, one entry (`trust.md` B5).
 */
export async function checkPassword(
  ctx: Ctx,
  input: { address: string; password: string; device: string },
  admit: Admit = async () => null,
): Promise<PasswordResult> {
  const account = await findAccountByAddress(ctx, input.address);
  const stranger = await admit(account);
  const waiter = stranger === null ? { known: account?.personId ?? input.address } : { stranger };
  const { isRight, isStale } = await verifyPassword(account?.passwordHash ?? null, input.password, waiter);

  const mayEnter = account !== null && isRight && account.state === "active";
  await recordEntry(ctx, {
    class: "security",
    action: mayEnter ? "sign-in.password-right" : "sign-in.refused",
    subjectId: account?.personId ?? null,
    detail: { device: input.device },
  });
  if (!mayEnter) return { ok: false, reason: "wrong" };

  if (isStale) {
    await ctx.db
      .update(accounts)
      .set({ passwordHash: await hashPassword(input.password, account.personId) })
      // a password that was changed meanwhile stays
      .where(and(eq(accounts.personId, account.personId), eq(accounts.passwordHash, account.passwordHash!)));
  }
  const { personId, standing, hasSecondFactor: needsCode } = account;
  return { ok: true, personId, isStaff: account.roles.some(isStaffRole), standing, needsCode };
}
