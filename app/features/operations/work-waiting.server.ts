import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { jobOutbox } from "#db/schema/platform";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

const SHOWN = 50;

/** A follow-up that was tried as often as it may be. */
export type FailedWork = { id: string; name: string; error: string | null; failedAt: Date };

/** The follow-ups that wait: how many (a thousand at most are counted), since when, and which were given up. @throws ForbiddenError */
export async function getWorkWaiting(ctx: Ctx): Promise<{ waiting: number; oldest: string | null; failed: FailedWork[] }> {
  demandPermission(ctx, "see-health");
  const [due] = await ctx.db.execute<{ waiting: number; oldest: string | null }>(sql`
    select count(*)::int as waiting, min(run_at)::text as oldest from (
      select run_at from job_outbox where failed_at is null and run_at <= now() order by run_at limit 1000) as due`);
  const failed = await ctx.db
    .select({
      id: jobOutbox.id,
      name: jobOutbox.name,
      error: jobOutbox.error,
      failedAt: sql<Date>`${jobOutbox.failedAt}`.mapWith(jobOutbox.failedAt),
    })
    .from(jobOutbox)
    .where(isNotNull(jobOutbox.failedAt))
    .orderBy(asc(jobOutbox.id))
    .limit(SHOWN);
  return { waiting: due!.waiting, oldest: due!.oldest, failed };
}

/** The follow-ups that were given up. @throws ForbiddenError */
export async function countFailedWork(ctx: Ctx): Promise<{ count: number; oldest: Date | null }> {
  demandPermission(ctx, "see-health");
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int`, oldest: sql<string | null>`min(${jobOutbox.failedAt})` })
    .from(jobOutbox)
    .where(isNotNull(jobOutbox.failedAt));
  return { count: row?.count ?? 0, oldest: row?.oldest ? new Date(row.oldest) : null };
}

/** Makes a failed follow-up due again; the worker finds it within seconds. False when there is none. @throws ForbiddenError */
export async function retryWork(ctx: Ctx, id: string): Promise<boolean> {
  demandPermission(ctx, "see-health");
  return inTransaction(ctx, async (ctx) => {
    const again = await ctx.db
      .update(jobOutbox)
      .set({ failedAt: null, error: null, runAt: sql`now()` as unknown as Date })
      .where(and(eq(jobOutbox.id, id), isNotNull(jobOutbox.failedAt)))
      .returning({ id: jobOutbox.id });
    if (again.length === 0) return false;
    await recordEntry(ctx, { class: "act", action: "work.tried-again", objectKind: "work", objectId: id });
    return true;
  });
}
