import { eq } from "drizzle-orm";
import { membershipInvitations as invitations } from "#db/schema/membership";
import { recordEntry } from "~/features/audit/record-entry.server";
import { findProofById, mayAskAgain, openProof, supersedeProof } from "~/features/people/proofs.server";
import { holdOpenGroups } from "~/features/permissions/groups.queries.server";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { type ResendBlocker, sponsorBlocker } from "./invitation.policy";
import { mailInvitation } from "./invite-specialist.server";

export type ChangeResult = { ok: true } | { ok: false; reason: ResendBlocker };

/**
 * Takes an unused invitation back: its link does nothing from now on, and who it was for is forgotten.
 * @throws NotFoundError, ForbiddenError
 */
export async function revokeInvitation(ctx: Ctx, code: string): Promise<ChangeResult> {
  return inTransaction(ctx, async (ctx) => {
    const { id, state, proofId } = await lockInvitation(ctx, code);
    if (state !== "open") return { ok: false, reason: "settled" };
    if (proofId) await supersedeProof(ctx, proofId);
    await ctx.db
      .update(invitations)
      .set({ state: "revoked", settledAt: ctx.now, fullName: null, message: null })
      .where(eq(invitations.id, id));
    await recordEntry(ctx, { class: "act", action: "invitation.revoked", objectKind: "invitation", objectId: id });
    return { ok: true };
  });
}

/**
 * Mails a new link, good for its full time; the earlier one does nothing from then on. Once a day at most (B40).
 * @throws NotFoundError, ForbiddenError
 */
export async function resendInvitation(ctx: Ctx, code: string): Promise<ChangeResult> {
  return inTransaction(ctx, async (ctx) => {
    const { id, state, proofId, expiresAt, endsAt, groupIds } = await lockInvitation(ctx, code);
    const earlier = proofId ? await findProofById(ctx, proofId) : null;
    if (state !== "open" || !earlier || expiresAt <= ctx.now) return { ok: false, reason: "settled" };
    if (endsAt <= ctx.now || (await holdOpenGroups(ctx, groupIds)).length === 0) return { ok: false, reason: "nothing-left" };
    const claim = { purpose: "invitation" as const, subject: id, canonical: earlier.canonical };
    if (!(await mayAskAgain(ctx, claim))) return { ok: false, reason: "asked-too-often" };
    const proof = await openProof(ctx, claim);
    await ctx.db.update(invitations).set({ proofId: proof.id, expiresAt: proof.expiresAt }).where(eq(invitations.id, id));
    await recordEntry(ctx, { class: "act", action: "invitation.sent-again", objectKind: "invitation", objectId: id });
    await mailInvitation(ctx, proof);
    return { ok: true };
  });
}

async function lockInvitation(ctx: Ctx, code: string) {
  const blocker = sponsorBlocker(ctx.actor);
  if (blocker) throw new ForbiddenError(blocker);
  const { id, state, proofId, expiresAt, endsAt, groupIds } = invitations;
  const [row] = await ctx.db
    .select({ id, state, proofId, expiresAt, endsAt, groupIds })
    .from(invitations)
    .where(eq(invitations.code, code))
    .for("update");
  if (!row) throw new NotFoundError("invitation");
  return row;
}
