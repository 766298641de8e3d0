import type { Ctx } from "~/lib/ctx";
import { countUnsealed, LEDGERS, type Ledger, type Verified, verifySeals } from "./seal-ledgers.server";

export type SealState = Verified & { ledger: Ledger; unsealed: number };

/**
 * Each ledger, or one, with a part of its chain recomputed from its rows, the newest or what stands before a seal: whether it still fits,
 * how much waits for a seal, and when the last was set.
 */
export async function checkSeals(ctx: Ctx, { ledger, before = null }: { ledger?: string | null; before?: number | null } = {}) {
  const states: SealState[] = [];
  for (const one of LEDGERS.filter((name) => !ledger || name === ledger))
    states.push({ ledger: one, ...(await verifySeals(ctx, one, before)), unsealed: await countUnsealed(ctx, one) });
  return states;
}
