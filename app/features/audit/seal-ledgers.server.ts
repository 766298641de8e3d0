import { type SQL, sql } from "drizzle-orm";
import { ledgerSeals } from "#db/schema/audit";
import type { Ctx } from "~/lib/ctx";
import { sha256 } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";

export const LEDGERS = ["consent", "audit:access", "audit:act", "audit:disclosure", "audit:security"] as const;
export type Ledger = (typeof LEDGERS)[number];

/** Rows in one seal: bounds the memory of one link, whatever was written in a minute. */
const ROWS_PER_SEAL = 10_000;
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

/**
 * Recomputes a ledger's chain. `broken` is the first seal that no longer fits its rows (null: none); `unsealed` names how many rows
 * wait for their seal. Ranges that were purged keep their roots and are taken on trust of the next link.
 */
export async function verifyLedger(ctx: Ctx, ledger: Ledger): Promise<{ seals: number; broken: number | null; unsealed: number }> {
  return inTransaction(ctx, async (ctx) => {
    await setUtc(ctx);
    const seals = await ctx.db.select().from(ledgerSeals).where(sql`${ledgerSeals.ledger} = ${ledger}`).orderBy(ledgerSeals.seal);
    let previous: Buffer = FIRST_ROOT;
    let broken: number | null = null;
    let lastId = 0;
    for (const seal of seals) {
      const root = seal.purgedAt ? { root: seal.root, rows: seal.rows } : await rootOf(ctx, ledger, seal.firstId, seal.lastId, previous);
      const fits = seal.previousRoot.equals(previous) && root?.root.equals(seal.root) === true && root.rows === seal.rows;
      if (!fits && broken === null) broken = seal.seal;
      previous = seal.root;
      lastId = seal.lastId;
    }
    const [open] = await ctx.db.execute<{ rows: number }>(
      sql`select count(*)::int as rows from ${tableOf(ledger)} where id > ${lastId} and ${classOf(ledger)}`,
    );
    return { seals: seals.length, broken, unsealed: open?.rows ?? 0 };
  });
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

/** Hash of the previous root and of every column that never changes, row by row. */
async function rootOf(
  ctx: Ctx,
  ledger: Ledger,
  first: number,
  last: number,
  previous: Buffer,
): Promise<{ root: Buffer; rows: number } | null> {
  const [link] = await ctx.db.execute<{ root: Buffer | null; rows: number }>(sql`
    select sha256(decode(${previous.toString("hex")}, 'hex') || convert_to(string_agg((to_jsonb(r) - 'detail' - 'salt')::text, E'\n' order by r.id), 'UTF8')) as root,
           count(*)::int as rows
    from ${tableOf(ledger)} r where r.id between ${first} and ${last} and ${classOf(ledger)}`);
  return link?.root ? { root: link.root, rows: link.rows } : null;
}

async function findHorizon(ctx: Ctx, ledger: Ledger): Promise<number | null> {
  try {
    const [row] = await ctx.db.execute<{ horizon: string }>(sql`select ledger_horizon(${ledger}) as horizon`);
    return Number(row?.horizon ?? 0);
  } catch (error) {
    if (codeOf(error) === "55P03") return null; // lock_not_available: writers are busy
    throw error;
  }
}

const codeOf = (error: unknown) =>
  (error as { code?: string; cause?: { code?: string } }).code ?? (error as { cause?: { code?: string } }).cause?.code;
// the text of a timestamp inside to_jsonb follows the session's zone
const setUtc = (ctx: Ctx) => ctx.db.execute(sql`set local timezone to 'UTC'`);
const tableOf = (ledger: Ledger): SQL => (ledger === "consent" ? sql`consent_records` : sql`audit_entries`);
const classOf = (ledger: Ledger): SQL => (ledger === "consent" ? sql`true` : sql`class = ${ledger.slice("audit:".length)}`);
