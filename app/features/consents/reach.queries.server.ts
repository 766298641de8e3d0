import { sql } from "drizzle-orm";
import type { Ctx } from "~/lib/ctx";

export type ReachBlocker =
  | "gone"
  | "restricted"
  | "held"
  | "paused"
  | "address-released"
  | "address-unproven"
  | "undeliverable"
  | "suppressed"
  | "not-in-audience";

/** How many people of a list would get a mailing now, and how many not and why: what the audience panel shows before sending. */
export async function countReach(
  ctx: Ctx,
  listId: string,
): Promise<{ reachable: number; blocked: { blocker: ReachBlocker; count: number }[] }> {
  const rows = await ctx.db.execute<{ blocker: ReachBlocker | null; count: number }>(
    sql`select blocker, count(*)::int as count from reach(${listId}::uuid, ${ctx.now.toISOString()}::timestamptz) group by blocker order by count desc`,
  );
  return {
    reachable: rows.find((row) => row.blocker === null)?.count ?? 0,
    blocked: rows.flatMap((row) => (row.blocker === null ? [] : [{ blocker: row.blocker, count: row.count }])),
  };
}
