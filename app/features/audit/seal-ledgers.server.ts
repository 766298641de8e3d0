import { type SQL, sql } from "drizzle-orm";
import { ledgerSeals } from "#db/schema/audit";
import type { Ctx } from "~/lib/ctx";
import { isHeldUp } from "~/lib/errors";
import { sha256 } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";

export const LEDGERS = ["consent", "audit:access", "audit:act", "audit:disclosure", "audit:security"] as const;
export type Ledger = (typeof LEDGERS)[number];

/** Rows in one seal: bounds the memory of one link, whatever was written in a minute. */
const ROWS_PER_SEAL = 10_000;
/** Seals and rows that are recomputed together, one seal at least. */
const SEALS_PER_LOOK = 500;
const ROWS_PER_LOOK = 50_000;
const MOST_SEALS = 2 ** 31 - 1;
const SEALING_LOCK = 727_002;
const FIRST_ROOT = sha256("practice-network ledger");

/**
 * Links the rows written since the last seal into each ledger's chain. Returns how many rows were sealed.
 * A ledger whose table is too busy to be measured now is left for the next minute.
 */
export async function sealLedgers(ctx: Ctx): Promise<number> {
  const horizons = { consent: await findHorizon(ctx, "consent"), audit: await findHorizon(ctx, "audit:act") };
  let sealed = 0;
  for (const ledger of LEDGERS) {
    const horizon = ledger === "consent" ? horizons.consent : horizons.audit;
    if (horizon === null) continue;
    for (;;) {
      const rows = await inTransaction(ctx, (ctx) => sealNext(ctx, ledger, horizon));
      sealed += rows;
      if (rows < ROWS_PER_SEAL) break;
    }
  }
  return sealed;
}

export type Verified = {
  /** The number of the newest seal, 0 without one, and when it was set. */
  seals: number;
  sealedAt: Date | null;
  /** The part of the chain that was recomputed, by its numbers; null without a seal. */
  from: number | null;
  to: number | null;
  /** The first seal in it that no longer fits its rows, or the seal before it. */
  broken: number | null;
};

/**
 * Recomputes a part of a ledger's chain, however long the chain is: the newest seals, or those before one. Ranges that were purged keep
 * their roots and are taken on trust of the next link.
 */
export async function verifySeals(ctx: Ctx, ledger: Ledger, before: number | null = null): Promise<Verified> {
  return inTransaction(ctx, async (ctx) => {
    await setUtc(ctx);
    const [part] = await ctx.db.execute<Omit<Verified, "sealedAt"> & { at: string | null }>(sql`
      with newest as materialized (
        select s.*, sum(rows) over (order by seal desc) - rows as rows_after from (
          select * from ledger_seals where ledger = ${ledger} and seal < ${before ?? MOST_SEALS} order by seal desc limit ${SEALS_PER_LOOK}) s),
      looked as (
        select s.seal, s.previous_root = coalesce(p.root, decode(${FIRST_ROOT.toString("hex")}, 'hex'))
               and (s.purged_at is not null or (r.rows = s.rows and r.root = s.root)) as fits
        from newest s left join ledger_seals p on p.ledger = s.ledger and p.seal = s.seal - 1
        cross join lateral (select ${rootAndRows(sql`s.previous_root`)} from ${tableOf(ledger)} r
                            where s.purged_at is null and r.id between s.first_id and s.last_id and ${classOf(ledger)}) r
        where s.rows_after < ${ROWS_PER_LOOK})
      select coalesce(last.seal, 0) as seals, last.at::text as at, part.* from
        (select min(seal) as "from", max(seal) as "to", min(seal) filter (where fits is not true) as broken from looked) part
        left join (select seal, at from ledger_seals where ledger = ${ledger} order by seal desc limit 1) last on true`);
    const { at, ...verified } = part!;
    return { ...verified, sealedAt: at === null ? null : new Date(at) };
  });
}

/** Recomputes a whole chain, part by part, from its end. `broken` is the first seal that no longer fits. */
export async function verifyLedger(ctx: Ctx, ledger: Ledger): Promise<{ seals: number; broken: number | null }> {
  let part = await verifySeals(ctx, ledger);
  const { seals } = part;
  let { broken } = part;
  while (part.from !== null && part.from > 1) {
    part = await verifySeals(ctx, ledger, part.from);
    broken = part.broken ?? broken;
  }
  return { seals, broken };
}

/** How many rows wait for their seal; of very many so many are counted. */
export async function countUnsealed(ctx: Ctx, ledger: Ledger): Promise<number> {
  const [open] = await ctx.db.execute<{ rows: number }>(sql`
    select count(*)::int as rows from (
      select from ${tableOf(ledger)} r where id > coalesce((select max(last_id) from ledger_seals where ledger = ${ledger}), 0) and ${classOf(ledger)}
      limit ${ROWS_PER_SEAL}) as open`);
  return open!.rows;
}

async function sealNext(ctx: Ctx, ledger: Ledger, horizon: number): Promise<number> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(${SEALING_LOCK})`);
  await setUtc(ctx);
  const [last] = await ctx.db
    .select()
    .from(ledgerSeals)
    .where(sql`${ledgerSeals.ledger} = ${ledger}`)
    .orderBy(sql`${ledgerSeals.seal} desc`)
    .limit(1);
  const [range] = await ctx.db.execute<{ first: string | null; last: string | null }>(sql`
    select min(id) as first, max(id) as last from (
      select id from ${tableOf(ledger)} where id > ${last?.lastId ?? 0} and id <= ${horizon} and ${classOf(ledger)} order by id limit ${ROWS_PER_SEAL}) as next`);
  if (!range?.first || !range.last) return 0;

  const previous: Buffer = last?.root ?? FIRST_ROOT;
  const link = await rootOf(ctx, ledger, Number(range.first), Number(range.last), previous);
  if (!link) return 0;
  await ctx.db.insert(ledgerSeals).values({
    ledger,
    seal: (last?.seal ?? 0) + 1,
    firstId: Number(range.first),
    lastId: Number(range.last),
    rows: link.rows,
    root: link.root,
    previousRoot: previous,
    at: ctx.now,
  });
  return link.rows;
}

async function rootOf(
  ctx: Ctx,
  ledger: Ledger,
  first: number,
  last: number,
  previous: Buffer,
): Promise<{ root: Buffer; rows: number } | null> {
  const [link] = await ctx.db.execute<{ root: Buffer | null; rows: number }>(sql`
    select ${rootAndRows(sql`decode(${previous.toString("hex")}, 'hex')`)}
    from ${tableOf(ledger)} r where r.id between ${first} and ${last} and ${classOf(ledger)}`);
  return link?.root ? { root: link.root, rows: link.rows } : null;
}

/** Hash of the previous root and of every column that never changes, row by row; and how many rows. */
const rootAndRows = (previous: SQL) =>
  sql`sha256(${previous} || convert_to(string_agg((to_jsonb(r) - 'detail' - 'salt')::text, E'\n' order by r.id), 'UTF8')) as root, count(*)::int as rows`;

async function findHorizon(ctx: Ctx, ledger: Ledger): Promise<number | null> {
  try {
    const [row] = await ctx.db.execute<{ horizon: string }>(sql`select ledger_horizon(${ledger}) as horizon`);
    return Number(row?.horizon ?? 0);
  } catch (error) {
    if (isHeldUp(error)) return null; // writers are busy
    throw error;
  }
}

// the text of a timestamp inside to_jsonb follows the session's zone
const setUtc = (ctx: Ctx) => ctx.db.execute(sql`set local timezone to 'UTC'`);
const tableOf = (ledger: Ledger): SQL => (ledger === "consent" ? sql`consent_records` : sql`audit_entries`);
const classOf = (ledger: Ledger): SQL => (ledger === "consent" ? sql`true` : sql`class = ${ledger.slice("audit:".length)}`);
