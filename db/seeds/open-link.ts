import { and, eq, isNull } from "drizzle-orm";
import { buildProofToken } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";
import { proofs } from "../schema/people";

/** What the mail to this address leads to: the token, and who opens it. */
export async function openLink(ctx: Ctx, purpose: "apply" | "invitation" | "subscribe", email: string) {
  const [proof] = await ctx.db
    .select()
    .from(proofs)
    .where(and(eq(proofs.purpose, purpose), eq(proofs.canonical, email), isNull(proofs.usedAt)));
  return { actor: { kind: "link" as const, purpose, subject: proof!.subject, personId: null }, token: buildProofToken(proof!)! };
}
