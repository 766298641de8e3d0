import { lt, sql } from "drizzle-orm";
import { pageChanges } from "#db/schema/platform";
import type { Ctx } from "./ctx";

/** Where somebody has read to: the server and its database, what the snapshot saw, and when, by its clock. */
export type ReadTo = { database: string; snapshot: string; at: string };

/** Minutes: who has not read for longer has to begin anew. Rows are kept four times as long: a transaction may end long after its row. */
const READ_WITHIN = 30;

/**
 * The parts of open pages that changed since `last`, or null where that cannot be said: at first, after half an hour, and where the
 * database is another one, or another server has taken over, which may know less than the one before. Transactions end in another order
 * than they begin, so no number of theirs says what is new: new is what this snapshot sees and the last one did not.
 */
export async function readPageChanges({ db }: Pick<Ctx, "db">, last: ReadTo | null): Promise<{ to: ReadTo; parts: string[] | null }> {
  const [row] = await db.execute<ReadTo & { follows: boolean; parts: string[] }>(sql`
    select concat_ws(' ', (select oid from pg_database where datname = current_database()), pg_postmaster_start_time()) as database,
      pg_current_snapshot()::text as snapshot,
      clock_timestamp()::text as at,
      pg_snapshot_xmax(pg_current_snapshot()) >= pg_snapshot_xmax(last) and clock_timestamp() < read_at + make_interval(mins => ${READ_WITHIN}) as follows,
      array(
        select distinct part from page_changes
        where txid >= pg_snapshot_xmin(last) and txid < pg_snapshot_xmax(pg_current_snapshot()) and not pg_visible_in_snapshot(txid, last)
      ) as parts
    from (select ${last?.snapshot ?? null}::pg_snapshot as last, ${last?.at ?? null}::timestamptz as read_at) as looked`);
  const { database, snapshot, at, follows, parts } = row!;
  return { to: { database, snapshot, at }, parts: last?.database === database && follows ? parts : null };
}

/** Forgets changes that everybody has read who need not begin anew. */
export async function forgetPageChanges({ db }: Pick<Ctx, "db">): Promise<void> {
  await db.delete(pageChanges).where(lt(pageChanges.changedAt, sql`now() - make_interval(mins => ${4 * READ_WITHIN})`));
}
