import type { PasswordProblem } from "~/features/accounts/passwords/password.policy";
import { passwordProblem } from "~/features/accounts/passwords/password-problem.server";
import { nameUnnamed } from "~/features/people/complete-person.server";
import { attachProvenAddress, findHolder } from "~/features/people/persons.server";
import { type Proof, spendProof } from "~/features/people/proofs.server";
import { grant } from "~/features/permissions/grants.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { openAccount } from "./open-account.server";

export type SetUpResult = { ok: true; personId: PersonId } | { ok: false; reason: "gone" | "has-account" | "no-address" | PasswordProblem };

/** Carries out a set-up link: name, address, password, and the role of administrator. The second factor follows at the first sign-in. */
export async function setUpAccount(
  ctx: Ctx,
  proof: Proof,
  input: { fullName: string; email?: string; password: string },
): Promise<SetUpResult> {
  const canonical = proof.canonical || input.email;
  if (!canonical) return { ok: false, reason: "no-address" };
  const reason = await passwordProblem(input.password, [canonical, input.fullName]);
  if (reason) return { ok: false, reason };

  return inTransaction(ctx, async (ctx) => {
    // a password is chosen behind a link only where no account exists
    if ((await findHolder(ctx, canonical))?.hasAccount) return { ok: false, reason: "has-account" };
    if (!(await spendProof(ctx, proof.id))) return { ok: false, reason: "gone" };

    const { personId } = await attachProvenAddress(ctx, { canonical, source: "set-up" });
    await nameUnnamed(ctx, personId, input.fullName);
    if (!(await openAccount(ctx, { personId, password: input.password }))) throw new Error("the account was opened meanwhile");
    await grant(ctx, { personId, role: "member", source: "set-up" });
    await grant(ctx, { personId, role: "administrator", source: "set-up" });
    return { ok: true, personId };
  });
}
