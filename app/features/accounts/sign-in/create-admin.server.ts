import { findHolder } from "~/features/people/persons.server";
import { buildProofToken, findProofById, openProof } from "~/features/people/proofs.server";
import { grant } from "~/features/permissions/grants.server";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import { inTransaction } from "~/lib/transaction.server";

export type NewAdmin = { granted: true } | { granted: false; link: string; expiresAt: Date };

/**
 * Makes an administrator. Who has an account gets the role and nothing else; for a new address there is a one-time
 * link, to be handed over by whoever ran the command. Left out, the address is typed behind the link: that is how the
 * first administrator of an empty portal arrives.
 */
export async function createAdmin(ctx: Ctx, canonical = ""): Promise<NewAdmin> {
  return inTransaction(ctx, async (ctx) => {
    const holder = canonical ? await findHolder(ctx, canonical) : null;
    if (holder?.hasAccount) {
      await grant(ctx, { personId: holder.personId, role: "member", source: "create-admin" });
      await grant(ctx, { personId: holder.personId, role: "administrator", source: "create-admin" });
      return { granted: true };
    }
    const proof = await openProof(ctx, { purpose: "set-up", subject: "administrator", canonical });
    const token = buildProofToken((await findProofById(ctx, proof.id))!);
    return { granted: false, link: `${env().baseUrl}/set-up/${token}`, expiresAt: proof.expiresAt };
  });
}
