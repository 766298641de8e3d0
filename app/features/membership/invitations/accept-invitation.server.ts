import { eq } from "drizzle-orm";
import { membershipInvitations as invitations } from "#db/schema/membership";
import { recordEntry } from "~/features/audit/record-entry.server";
import { ensureWording } from "~/features/consents/wordings.server";
import { type EnterResult, enterBehindLink, type LinkOpener } from "~/features/membership/enter-behind-link.server";
import { ACCEPTING } from "~/features/membership/joining-wordings";
import { findHolder } from "~/features/people/persons.server";
import { findProof, type ProofState } from "~/features/people/proofs.server";
import { grant } from "~/features/permissions/grants.server";
import { holdOpenGroups } from "~/features/permissions/groups.queries.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";

export type AcceptResult =
  | { ok: true; isNew: boolean; personId: PersonId }
  | { ok: false; reason: Exclude<ProofState, "open"> | Extract<EnterResult, { ok: false }>["reason"] | "yourself" };

/**
 * The owner of the invited address pressed the button: they hold the invitation's groups, of those that have not ended, until its end, and
 * nothing else. Membership is never given here (B27). Of many presses, one counts. @throws NotFoundError
 */
export async function acceptInvitation(ctx: Ctx, token: string, presser: LinkOpener): Promise<AcceptResult> {
  return inTransaction(ctx, async (ctx) => {
    const link = await findProof(ctx, "invitation", token);
    if (!link) throw new NotFoundError("link");
    if (link.state !== "open") return { ok: false, reason: link.state };
    const [invitation] = await ctx.db.select().from(invitations).where(eq(invitations.proofId, link.proof.id)).for("update");
    if (invitation?.state !== "open") return { ok: false, reason: "used" };
    const groupIds = await holdOpenGroups(ctx, invitation.groupIds);
    if (invitation.endsAt <= ctx.now || groupIds.length === 0) return { ok: false, reason: "expired" };

    // also where the address became theirs since
    if (invitation.invitedBy && (await findHolder(ctx, link.proof.canonical))?.personId === invitation.invitedBy)
      return { ok: false, reason: "yourself" };

    const accepting = await ensureWording(ctx, ACCEPTING);
    const details = { fullName: invitation.fullName };
    const entered = await enterBehindLink(ctx, link.proof, { presser, details, source: "invitation" });
    if (!entered.ok) return entered;

    const { personId } = entered;
    for (const groupId of groupIds)
      await grant(entered.ctx, { personId, groupId, endsAt: invitation.endsAt, source: "invitation", sourceId: invitation.id });
    await ctx.db.update(invitations).set({ state: "accepted", personId, settledAt: ctx.now }).where(eq(invitations.id, invitation.id));
    await recordEntry(entered.ctx, {
      class: "act",
      action: "invitation.accepted",
      objectKind: "invitation",
      objectId: invitation.id,
      subjectId: personId,
    });
    await recordEntry(entered.ctx, {
      class: "act",
      action: "processing.agreed",
      objectKind: "wording",
      objectId: accepting.id,
      subjectId: personId,
    });
    return { ok: true, isNew: entered.isNew, personId };
  });
}
