import { and, asc, inArray, isNull } from "drizzle-orm";
import { enquiries } from "#db/schema/enquiries";
import { recordEntry } from "~/features/audit/record-entry.server";
import { attachProvenAddress } from "~/features/people/persons.server";
import { findProof, type Proof, type ProofState, proofIdsOf, spendProof } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { objectAtOnce } from "./object-at-once.server";

/** What the page behind the mailed link names: never the text, which anybody may have typed. */
export function listClaimed(ctx: Ctx, proof: Proof) {
  return ctx.db
    .select({ reference: enquiries.code, category: enquiries.category, createdAt: enquiries.createdAt })
    .from(enquiries)
    .where(claimedBy(ctx, proof))
    .orderBy(asc(enquiries.id));
}

export type ConfirmResult = { ok: true; stopped: boolean } | { ok: false; reason: Exclude<ProofState, "open"> };

/**
 * The owner of the address pressed the button: what was asked in their name is theirs (`design.md`, identity, rule 5). A request to be left
 * alone is carried out with it. @throws NotFoundError
 */
export async function confirmEnquiry(ctx: Ctx, token: string): Promise<ConfirmResult> {
  return inTransaction(ctx, async (ctx) => {
    const link = await findProof(ctx, "enquiry", token);
    if (!link) throw new NotFoundError("link");
    if (link.state !== "open") return { ok: false, reason: link.state };
    if (!(await spendProof(ctx, link.proof.id))) return { ok: false, reason: "used" };

    const { personId } = await attachProvenAddress(ctx, { canonical: link.proof.canonical, source: "enquiry" });
    const attached = await ctx.db.update(enquiries).set({ personId }).where(claimedBy(ctx, link.proof)).returning({ id: enquiries.id });
    for (const { id } of attached)
      await recordEntry(ctx, { class: "act", action: "enquiry.confirmed", objectKind: "enquiry", objectId: id, subjectId: personId });
    const stopped = link.proof.subject === "stop-contact";
    if (stopped)
      await objectAtOnce(
        ctx,
        personId,
        attached.map(({ id }) => id),
      );
    return { ok: true, stopped };
  });
}

/** Of its kind from its address, also where an earlier link was overtaken by this one. */
const claimedBy = (ctx: Ctx, { subject, canonical }: Proof) =>
  and(isNull(enquiries.personId), inArray(enquiries.proofId, proofIdsOf(ctx, { purpose: "enquiry", canonical, subject })));
