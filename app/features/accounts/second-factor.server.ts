import { and, eq, isNull, lt, or } from "drizzle-orm";
import { accounts } from "#db/schema/accounts";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { decryptField, encryptField } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { getMyAccount } from "./accounts.queries.server";
import { verifyPassword } from "./password.server";
import { dropRecoveryCodes, spendRecoveryCode } from "./recovery-codes.server";
import { endAllSessions } from "./sessions.server";
import { isStaffRole } from "./staff.policy";
import { matchStep, nextCode } from "./totp.server";

/** Spends a code. Each works once, also when two requests bring it together: the step only ever rises. */
export async function spendCode(ctx: Ctx, personId: PersonId, code: string, device: string): Promise<boolean> {
  const factor = await findFactor(ctx, personId);
  const step = factor && matchStep(factor.secret, code.replace(/\s/g, ""), ctx.now, factor.lastStep);
  const spent = step ? await raiseStep(ctx, personId, step) : false;
  await recordEntry(ctx, {
    class: "security",
    action: spent ? "sign-in.code-right" : "sign-in.code-refused",
    subjectId: personId,
    detail: { device },
  });
  return spent;
}

/** The code to type next, for a demo's page. */
export async function findNextCode(ctx: Ctx, personId: PersonId): Promise<string | null> {
  const factor = await findFactor(ctx, personId);
  return factor && nextCode(factor.secret, ctx.now, factor.lastStep);
}

export type FactorResult = { ok: true } | { ok: false; reason: "wrong-code" | "wrong-password" | "already-on" | "off" };

/** Sets up the second factor with its first code. Every other session ends; the caller starts a new one here. */
export async function setUpSecondFactor(ctx: Ctx, input: { secret: string; code: string }): Promise<FactorResult> {
  const account = await getMyAccount(ctx);
  if (account.hasSecondFactor) return { ok: false, reason: "already-on" };
  const step = matchStep(input.secret, input.code.replace(/\s/g, ""), ctx.now, null);
  if (!step) return { ok: false, reason: "wrong-code" };

  return inTransaction(ctx, async (ctx) => {
    await ctx.db
      .update(accounts)
      .set({ totpSecret: encryptField(input.secret), totpLastStep: step })
      .where(eq(accounts.personId, account.personId));
    await endAllSessions(ctx, account.personId);
    await recordEntry(ctx, { class: "security", action: "second-factor.set-up", subjectId: account.personId });
    return { ok: true };
  });
}

/** Members may do without; staff may not. */
export async function removeSecondFactor(ctx: Ctx, input: { password: string; code: string; device: string }): Promise<FactorResult> {
  const account = await getMyAccount(ctx);
  if (account.roles.some(isStaffRole)) throw new ForbiddenError("staff-need-second-factor");
  if (!account.hasSecondFactor) return { ok: false, reason: "off" };
  const { isRight } = await verifyPassword(account.passwordHash, input.password);
  if (!isRight) return { ok: false, reason: "wrong-password" };
  if (!(await spendCode(ctx, account.personId, input.code, input.device))) return { ok: false, reason: "wrong-code" };

  return inTransaction(ctx, async (ctx) => {
    await takeSecondFactor(ctx, account.personId, "second-factor.removed");
    return { ok: true };
  });
}

/**
 * Lets go of an app that is lost, with password and a recovery code: whoever needs a second factor sets up a new one before anything else. Every
 * other session ends; the caller starts a new one here.
 */
export async function replaceSecondFactor(
  ctx: Ctx,
  input: { password: string; recoveryCode: string; device: string },
): Promise<FactorResult> {
  const account = await getMyAccount(ctx);
  if (!account.hasSecondFactor) return { ok: false, reason: "off" };
  const { isRight } = await verifyPassword(account.passwordHash, input.password);
  if (!isRight) return { ok: false, reason: "wrong-password" };
  return inTransaction(ctx, async (ctx) => {
    if (!(await spendRecoveryCode(ctx, account.personId, input.recoveryCode, input.device))) return { ok: false, reason: "wrong-code" };
    await takeSecondFactor(ctx, account.personId, "second-factor.replaced");
    return { ok: true };
  });
}

/** Takes the second factor with what stands in for it, and ends every session. Runs in the caller's transaction. */
export async function takeSecondFactor(ctx: Ctx, personId: PersonId, action: string): Promise<void> {
  await ctx.db.update(accounts).set({ totpSecret: null }).where(eq(accounts.personId, personId));
  await dropRecoveryCodes(ctx, personId);
  await endAllSessions(ctx, personId);
  await recordEntry(ctx, { class: "security", action, subjectId: personId });
}

async function findFactor(ctx: Ctx, personId: PersonId): Promise<{ secret: string; lastStep: number | null } | null> {
  const [row] = await ctx.db
    .select({ sealed: accounts.totpSecret, lastStep: accounts.totpLastStep })
    .from(accounts)
    .where(eq(accounts.personId, personId));
  return row?.sealed ? { secret: decryptField(row.sealed), lastStep: row.lastStep } : null;
}

async function raiseStep(ctx: Ctx, personId: PersonId, step: number): Promise<boolean> {
  const raised = await ctx.db
    .update(accounts)
    .set({ totpLastStep: step })
    .where(and(eq(accounts.personId, personId), or(isNull(accounts.totpLastStep), lt(accounts.totpLastStep, step))))
    .returning({ personId: accounts.personId });
  return raised.length === 1;
}
