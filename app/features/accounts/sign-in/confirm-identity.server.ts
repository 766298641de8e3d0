import { type Account, getMyAccount } from "~/features/accounts/accounts.queries.server";
import { verifyPassword } from "~/features/accounts/passwords/password.server";
import { spendRecoveryCode } from "~/features/accounts/second-factor/recovery-codes.server";
import { spendCode } from "~/features/accounts/second-factor/second-factor.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import type { StepUp } from "./sessions.server";

/** What was given, as a session keeps it. */
export type Given = { secondFactorAt: Date | null; steppedUpAt: StepUp | null };

/**
 * The one way to a step-up: after the right password the code, where there is a second factor. It dates from the password, the
 * older of the two. Null when the code is missing or wrong.
 */
export async function earnStepUp(
  ctx: Ctx,
  account: { personId: PersonId; hasSecondFactor: boolean },
  { passwordAt, code, device }: { passwordAt: Date; code: string; device: string },
): Promise<Given | null> {
  const steppedUpAt = passwordAt as StepUp;
  if (!account.hasSecondFactor) return { secondFactorAt: null, steppedUpAt };
  return (await spendCode(ctx, account.personId, code, device)) ? { secondFactorAt: ctx.now, steppedUpAt } : null;
}

export type Confirmation = { ok: true; given: Given } | { ok: false; reason: "wrong-password" | "wrong-code" };

/** Signed in already, and asked again before an act with weight: the password, and the code where there is a second factor. */
export async function confirmIdentity(ctx: PersonCtx, input: { password: string; code: string; device: string }): Promise<Confirmation> {
  const account = await askPassword(ctx, input);
  if (!account) return { ok: false, reason: "wrong-password" };
  const given = await earnStepUp(ctx, account, { passwordAt: ctx.now, code: input.code, device: input.device });
  return given ? { ok: true, given } : { ok: false, reason: "wrong-code" };
}

/**
 * Whoever has lost the app gives a recovery code in place of its code. It earns no step-up: it is good for setting up
 * another app, which the caller notes in the session.
 */
export async function confirmLostApp(
  ctx: PersonCtx,
  input: { password: string; recoveryCode: string; device: string },
): Promise<{ ok: true } | { ok: false; reason: "wrong-password" | "wrong-code" }> {
  const account = await askPassword(ctx, input);
  if (!account) return { ok: false, reason: "wrong-password" };
  const spent = await spendRecoveryCode(ctx, account.personId, input.recoveryCode, input.device);
  return spent ? { ok: true } : { ok: false, reason: "wrong-code" };
}

/** One's own account, where the password given is right. */
async function askPassword(ctx: PersonCtx, { password, device }: { password: string; device: string }): Promise<Account | null> {
  const account = await getMyAccount(ctx);
  const { isRight } = await verifyPassword(account.passwordHash, password, { known: account.personId });
  await recordEntry(ctx, {
    class: "security",
    action: isRight ? "identity.password-right" : "identity.refused",
    subjectId: account.personId,
    detail: { device },
  });
  return isRight ? account : null;
}
