import { eq } from "drizzle-orm";
import { proofs } from "#db/schema/people";
import { buildProofToken, type Proof } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import type { MailContent, MailKind, MailMessage } from "./kinds.server";

/** Builds a mail whose button leads to `path` and the token of the message's proof. */
export function withProof(
  path: string,
  build: (ctx: Ctx, proof: Proof, url: string) => Promise<MailContent | { skip: string }>,
): MailKind["build"] {
  return async (ctx, message) => {
    const proof = await findProofOf(ctx, message);
    const token = proof && buildProofToken(proof);
    if (!token) return { skip: "proof-unbuildable" };
    return build(ctx, proof, `${env().baseUrl}${path}/${token}`);
  };
}

/** A link that was used, or overtaken by a newer one, is not worth a mail. */
export async function proofStillOpen(ctx: Ctx, message: MailMessage): Promise<string | null> {
  const proof = await findProofOf(ctx, message);
  if (!proof) return "proof-gone";
  if (proof.usedAt || proof.supersededAt) return "proof-closed";
  return proof.expiresAt <= ctx.now ? "proof-expired" : null;
}

async function findProofOf(ctx: Ctx, message: MailMessage): Promise<Proof | null> {
  const { proofId } = message.args;
  if (!proofId) return null;
  const [proof] = await ctx.db.select().from(proofs).where(eq(proofs.id, proofId));
  return proof ?? null;
}
