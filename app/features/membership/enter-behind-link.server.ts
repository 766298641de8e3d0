import type { PasswordProblem } from "~/features/accounts/passwords/password.policy";
import { passwordProblem } from "~/features/accounts/passwords/password-problem.server";
import { openAccount } from "~/features/accounts/sign-in/open-account.server";
import { completePerson, type JoiningDetails } from "~/features/people/complete-person.server";
import { attachProvenAddress, findHolder } from "~/features/people/persons.server";
import { type Proof, spendProof } from "~/features/people/proofs.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { ConflictError } from "~/lib/errors";
import type { Entry } from "./types";

/** What the page behind the link has to ask: only the link's owner learns whether the address has an account. */
export async function findEntry(ctx: Ctx, proof: Pick<Proof, "canonical">, signedInAs: PersonId | null): Promise<Entry> {
  const holder = await findHolder(ctx, proof.canonical);
  if (!holder?.hasAccount) return "new";
  if (!signedInAs) return "sign-in";
  return holder.personId === signedInAs ? "ready" : "other-account";
}

/** Who presses the button: `signedInAs` where somebody is signed in here, a password where there is no account yet. */
export type LinkOpener = { signedInAs: PersonId | null; password: string };

export type EnterResult =
  | { ok: true; ctx: Ctx; personId: PersonId; addressId: string; isNew: boolean }
  | { ok: false; reason: "sign-in" | "other-account" | "used" | PasswordProblem };

/**
 * The owner of the address pressed the button: it attaches to its holder, or to a new person, who gets an account by a password
 * chosen here. A password is never set where an account exists (`design.md`, identity, rule 1). Runs in the caller's transaction;
 * the context that it gives back acts for that person.
 */
export async function enterBehindLink(
  ctx: Ctx,
  proof: Proof,
  { presser, details, source }: { presser: LinkOpener; details: JoiningDetails; source: string },
): Promise<EnterResult> {
  const { canonical } = proof;
  const entry = await findEntry(ctx, proof, presser.signedInAs);
  if (entry === "sign-in" || entry === "other-account") return { ok: false, reason: entry };
  const context = [canonical, details.fullName ?? "", details.organisationName ?? ""];
  const problem = entry === "new" ? await passwordProblem(presser.password, context) : null;
  if (problem) return { ok: false, reason: problem };
  // of a hundred that press at once, one goes on; before the hash, which takes longest
  if (!(await spendProof(ctx, proof.id))) return { ok: false, reason: "used" };

  const { personId, addressId } = await attachProvenAddress(ctx, { canonical, source });
  const asOwner: Ctx = { ...ctx, actor: { kind: "link", purpose: proof.purpose, subject: proof.subject, personId } };
  if (entry === "new" && !(await openAccount(asOwner, { personId, password: presser.password }))) throw new ConflictError("account");
  await completePerson(asOwner, personId, details);
  return { ok: true, ctx: asOwner, personId, addressId, isNew: entry === "new" };
}
