import { changeSubscription } from "~/features/consents/subscriptions.server";
import { findWordingById } from "~/features/consents/wordings.server";
import { findOffered, listNewslettersByList, type Offered } from "~/features/newsletters/newsletters.queries.server";
import { attachProvenAddress } from "~/features/people/persons.server";
import { findProof, type Proof, type ProofState, spendProof } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { readerBehind } from "./subscription.queries.server";

export type SignupIntent = { listIds: string[]; wordingId: string };
export const signupIntent = (proof: Pick<Proof, "intent">) => proof.intent as SignupIntent;

/** What the page behind the mailed link asks: these newsletters, in these words. */
export async function getSignup(ctx: Ctx, proof: Proof): Promise<{ newsletters: Offered[]; wording: string }> {
  const { listIds, wordingId } = signupIntent(proof);
  const wording = await findWordingById(ctx, wordingId);
  if (!wording) throw new NotFoundError("wording");
  return { newsletters: await listNewslettersByList(ctx, listIds), wording: wording.body };
}

/**
 * Those of a sign-up's newsletters that the owner of its address may still have: one may have closed, or become for members only, since.
 */
export async function findStillOffered(ctx: Ctx, proof: Proof): Promise<Offered[]> {
  const named = await listNewslettersByList(ctx, signupIntent(proof).listIds);
  const { reader } = await readerBehind(ctx, proof.canonical);
  return findOffered(
    reader,
    named.map(({ slug }) => slug),
  );
}

export type ConfirmResult = { ok: true } | { ok: false; reason: Exclude<ProofState, "open"> | "not-offered" };

/**
 * The owner of the address pressed the button: it becomes theirs, and the newsletters begin, under the
 * wording that the page showed. Twice is once.
 * @throws NotFoundError
 */
export async function confirmSubscription(ctx: Ctx, token: string): Promise<ConfirmResult> {
  return inTransaction(ctx, async (ctx) => {
    const link = await findProof(ctx, "subscribe", token);
    if (!link) throw new NotFoundError("link");
    if (link.state !== "open") return { ok: false, reason: link.state };

    const { wordingId } = signupIntent(link.proof);
    const offered = await findStillOffered(ctx, link.proof);
    if (offered.length === 0) return { ok: false, reason: "not-offered" };
    if (!(await spendProof(ctx, link.proof.id))) return { ok: false, reason: "used" };

    const { personId, addressId } = await attachProvenAddress(ctx, { canonical: link.proof.canonical, source: "newsletter-signup" });
    for (const { listId } of offered)
      await changeSubscription(ctx, { personId, listId, addressId, action: "given", wordingId, source: "double-opt-in" });
    return { ok: true };
  });
}
