import { and, eq, isNull, lt, or } from "drizzle-orm";
import { accounts } from "#db/schema/accounts";
import { type Account, accountStanding, getMyAccount } from "~/features/accounts/accounts.queries.server";
import { tellAddresses } from "~/features/accounts/addresses/tell-addresses.server";
import { endAllSessions } from "~/features/accounts/sign-in/sign-ins.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { isStaffRole } from "~/features/permissions/permissions";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { decryptField, encryptField } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { dropRecoveryCodes, writeRecoveryCodes } from "./recovery-codes.server";
import { secondFactorRemovedMail } from "./second-factor-removed.mail.server";
import { secondFactorReplacedMail } from "./second-factor-replaced.mail.server";
import { secondFactorResetMail } from "./second-factor-reset.mail.server";
import { secondFactorSetUpMail } from "./second-factor-set-up.mail.server";
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

/** `codes` are the recovery codes that go with it, shown once. */
export type FactorResult = { ok: true; codes: string[] } | { ok: false; reason: "wrong-code" | "already-on" | "off" | "overtaken" };

/** Sets up the second factor with its first code. Every session ends; the caller starts a new one here. */
export async function setUpSecondFactor(ctx: PersonCtx, app: { secret: string; code: string }): Promise<FactorResult> {
  const account = await getMyAccount(ctx);
  return account.hasSecondFactor ? { ok: false, reason: "already-on" } : takeUp(ctx, account, app, "set-up");
}

/**
 * Moves to another app with that one's first code; the earlier app counts until then. Every session ends; the caller starts a new one here.
 */
export async function replaceSecondFactor(ctx: PersonCtx, app: { secret: string; code: string }): Promise<FactorResult> {
  const account = await getMyAccount(ctx);
  return account.hasSecondFactor ? takeUp(ctx, account, app, "replaced") : { ok: false, reason: "off" };
}

async function takeUp(
  ctx: Ctx,
  { personId, standing }: Account,
  { secret, code }: { secret: string; code: string },
  how: "set-up" | "replaced",
): Promise<FactorResult> {
  const step = matchStep(secret, code.replace(/\s/g, ""), ctx.now, null);
  if (!step) return { ok: false, reason: "wrong-code" };
  return inTransaction(ctx, async (ctx) => {
    const taken = await ctx.db
      .update(accounts)
      .set({ totpSecret: encryptField(secret), totpLastStep: step })
      // of two apps at once the first counts: its recovery codes were shown
      .where(and(eq(accounts.personId, personId), eq(accountStanding, standing)))
      .returning({ personId: accounts.personId });
    if (taken.length === 0) return { ok: false, reason: "overtaken" };
    const codes = await writeRecoveryCodes(ctx, personId);
    await endSessionsAndTell(ctx, personId, how);
    return { ok: true, codes };
  });
}

/** Members may do without; staff may not. False when there was none. @throws ForbiddenError */
export async function removeSecondFactor(ctx: PersonCtx): Promise<boolean> {
  const account = await getMyAccount(ctx);
  if (account.roles.some(isStaffRole)) throw new ForbiddenError("staff-need-second-factor");
  if (!account.hasSecondFactor) return false;
  await inTransaction(ctx, (ctx) => takeSecondFactor(ctx, account.personId, "removed"));
  return true;
}

/** Takes the second factor with what stands in for it. Runs in the caller's transaction. */
export async function takeSecondFactor(ctx: Ctx, personId: PersonId, how: "removed" | "reset"): Promise<void> {
  await ctx.db.update(accounts).set({ totpSecret: null }).where(eq(accounts.personId, personId));
  await dropRecoveryCodes(ctx, personId);
  await endSessionsAndTell(ctx, personId, how);
}

/** Ends every session, and tells each address at once. */
async function endSessionsAndTell(ctx: Ctx, personId: PersonId, how: keyof typeof MAILS): Promise<void> {
  await endAllSessions(ctx, personId);
  await recordEntry(ctx, { class: "security", action: `second-factor.${how}`, subjectId: personId });
  await tellAddresses(ctx, personId, MAILS[how], {});
}

const MAILS = {
  "set-up": secondFactorSetUpMail,
  replaced: secondFactorReplacedMail,
  removed: secondFactorRemovedMail,
  reset: secondFactorResetMail,
};

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
