import { sql } from "drizzle-orm";
import { ledgerSeals } from "#db/schema/audit";
import type { Ctx } from "~/lib/ctx";
import { LEDGERS, type Ledger, verifyLedger } from "./seal-ledgers.server";

export type SealState = { ledger: Ledger; seals: number; broken: number | null; unsealed: number; lastSealedAt: Date | null };

/** Each ledger recomputed from its rows: whether its chain still fits, how much waits for a seal, and when the last was set. */
export async function checkSeals(ctx: Ctx): Promise<SealState[]> {
  const last = await ctx.db
    .select({ ledger: ledgerSeals.ledger, at: sql<string>`max(${ledgerSeals.at})` })
    .from(ledgerSeals)
    .groupBy(ledgerSeals.ledger);
  const states: SealState[] = [];
  for (const ledger of LEDGERS) {
    const at = last.find((row) => row.ledger === ledger)?.at;
    states.push({ ledger, ...(await verifyLedger(ctx, ledger)), lastSealedAt: at ? new Date(at) : null });
  }
  return states;
}
