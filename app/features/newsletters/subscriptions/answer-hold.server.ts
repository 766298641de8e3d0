import { changeSubscription, isSubscribed } from "~/features/consents/subscriptions.server";
import { listNewslettersByList } from "~/features/newsletters/newsletters.queries.server";
import { findProof, type Proof, type ProofState, spendProof } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";

export type HoldAnswer = { ok: true } | { ok: false; reason: Exclude<ProofState, "open"> | "ended" };

/** “Confirm cancellation”: it is over, and the address is not written to for this newsletter again. @throws NotFoundError */
export function confirmCancellation(ctx: Ctx, token: string): Promise<HoldAnswer> {
  return answerHold(ctx, token, async (ctx, { personId, listId }) => {
    // one that ended meanwhile needs no ending
    await changeSubscription(ctx, { personId, listId, action: "withdrawn", source: "double-opt-out" });
    return { ok: true };
  });
}

/** “Keep me subscribed”: as if nobody had pressed anything. @throws NotFoundError */
export function keepSubscription(ctx: Ctx, token: string): Promise<HoldAnswer> {
  return answerHold(ctx, token, async (ctx, { personId, listId }) => {
    const change = await changeSubscription(ctx, { personId, listId, action: "kept", source: "double-opt-out" });
    if (change.ok || (await isSubscribed(ctx, personId, listId))) return { ok: true };
    return { ok: false, reason: "ended" };
  });
}

/** The newsletter that a hold is about. */
export async function getHeldNewsletter(ctx: Ctx, proof: Proof): Promise<{ slug: string; name: string }> {
  const [newsletter] = await listNewslettersByList(ctx, [proof.subject]);
  if (!newsletter) throw new NotFoundError("newsletter");
  return { slug: newsletter.slug, name: newsletter.name };
}

function answerHold(
  ctx: Ctx,
  token: string,
  act: (ctx: Ctx, hold: { personId: string; listId: string }) => Promise<HoldAnswer>,
): Promise<HoldAnswer> {
  return inTransaction(ctx, async (ctx) => {
    const link = await findProof(ctx, "hold", token);
    if (!link?.proof.personId) throw new NotFoundError("link");
    if (link.state !== "open") return { ok: false, reason: link.state };
    if (!(await spendProof(ctx, link.proof.id))) return { ok: false, reason: "used" };
    return act(ctx, { personId: link.proof.personId, listId: link.proof.subject });
  });
}
