import { and, eq, inArray, sql } from "drizzle-orm";
import { enquiries } from "#db/schema/enquiries";
import { recordEntry } from "~/features/audit/record-entry.server";
import { forgetProofs } from "~/features/people/proofs.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

const BATCH = 200;
const MOST_BATCHES = 50;

/**
 * Retention: an enquiry goes 12 months after it was closed (or sooner, by the settings), with what
 * was written and the address in its proof.
 */
export async function retireEnquiries(ctx: Ctx): Promise<void> {
  const { keepEnquiriesMonths } = await getSettings(ctx);
  // the rest waits for the next tick
  for (let batch = 0; batch < MOST_BATCHES; batch++) if ((await retireBatch(ctx, keepEnquiriesMonths)) < BATCH) return;
}

async function retireBatch(ctx: Ctx, months: number): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const old = await ctx.db
      .select({ id: enquiries.id })
      .from(enquiries)
      .where(
        and(
          eq(enquiries.state, "closed"),
          sql`${enquiries.closedAt} < ${ctx.now.toISOString()}::timestamptz - make_interval(months => ${months}::int)`,
        ),
      )
      .orderBy(enquiries.closedAt)
      .limit(BATCH)
      .for("update", { skipLocked: true });
    if (old.length === 0) return 0;
    const ids = old.map(({ id }) => id);
    const gone = await ctx.db.delete(enquiries).where(inArray(enquiries.id, ids)).returning({ proofId: enquiries.proofId });
    await forgetProofs(ctx, await findSpare(ctx, gone));
    await recordEntry(ctx, { class: "act", action: "enquiries.purged", purpose: "retention", detail: { count: gone.length } });
    return gone.length;
  });
}

/** A proof may still be that of another enquiry from the same address. */
async function findSpare(ctx: Ctx, gone: { proofId: string | null }[]): Promise<string[]> {
  const proofIds = gone.flatMap(({ proofId }) => proofId ?? []);
  const used = await ctx.db.select({ id: enquiries.proofId }).from(enquiries).where(inArray(enquiries.proofId, proofIds));
  return proofIds.filter((proofId) => !used.some(({ id }) => id === proofId));
}
