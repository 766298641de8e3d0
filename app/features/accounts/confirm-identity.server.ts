import { recordEntry } from "~/features/audit/record-entry.server";
import type { Ctx } from "~/lib/ctx";
import { getMyAccount } from "./accounts.queries.server";
import { verifyPassword } from "./password.server";
import { spendCode } from "./second-factor.server";

export type Confirmation = { ok: true; withCode: boolean } | { ok: false; reason: "wrong-password" | "wrong-code" };

/** Signed in already, and asked again before an act with weight: the password, and the code where there is a second factor. */
export async function confirmIdentity(ctx: Ctx, input: { password: string; code: string; device: string }): Promise<Confirmation> {
  const account = await getMyAccount(ctx);
  const { isRight } = await verifyPassword(account.passwordHash, input.password);
  await recordEntry(ctx, {
    class: "security",
    action: isRight ? "identity.password-right" : "identity.refused",
    subjectId: account.personId,
    detail: { device: input.device },
  });
  if (!isRight) return { ok: false, reason: "wrong-password" };
  if (!account.hasSecondFactor) return { ok: true, withCode: false };
  return (await spendCode(ctx, account.personId, input.code, input.device))
    ? { ok: true, withCode: true }
    : { ok: false, reason: "wrong-code" };
}
