import { eq } from "drizzle-orm";
import { accounts } from "#db/schema/accounts";
import { listOwnWords } from "~/features/accounts/accounts.queries.server";
import { tellAddresses } from "~/features/accounts/addresses/tell-addresses.server";
import { endAllSessions } from "~/features/accounts/sign-in/sign-ins.server";
import type { AuditAction } from "~/features/audit/action-words";
import { recordEntry } from "~/features/audit/record-entry.server";
import { takeTurn } from "~/features/people/persons.server";
import { spendProofsOf } from "~/features/people/proofs.server";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import type { PasswordProblem } from "./password.policy";
import { hashPassword } from "./password.server";
import { passwordChangedMail } from "./password-changed.mail.server";
import { passwordProblem } from "./password-problem.server";

export type PasswordChange = { ok: true } | { ok: false; reason: PasswordProblem };

/** A new password for one's own account. Every session ends; the caller starts a new one here. */
export async function changePassword(ctx: PersonCtx, password: string): Promise<PasswordChange> {
  const { personId } = ctx.actor;
  const reason = await passwordProblem(password, await listOwnWords(ctx, personId));
  if (reason) return { ok: false, reason };

  await setPassword(ctx, personId, await hashPassword(password, personId), "password.changed");
  return { ok: true };
}

/** Stores a new password, ends everything that the old one opened and every link to another, and tells each address of its owner. */
export async function setPassword(ctx: Ctx, personId: PersonId, passwordHash: string, action: AuditAction): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await takeTurn(ctx, personId);
    await spendProofsOf(ctx, { personId, purpose: "reset" });
    await endAllSessions(ctx, personId);
    await ctx.db.update(accounts).set({ passwordHash, passwordAt: ctx.now }).where(eq(accounts.personId, personId));
    await recordEntry(ctx, { class: "security", action, subjectId: personId });
    await tellAddresses(ctx, personId, passwordChangedMail, {});
  });
}
