import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server";
import type { Ctx } from "./ctx";

const afterCommit = new WeakMap<object, (() => void | Promise<void>)[]>();

/**
 * Runs `work` in one transaction. Inside another one it joins it, so that commands can call commands: all of it commits or none.
 * `isolation` is that of a transaction of its own: inside another one it throws.
 */
export async function inTransaction<T, C extends Ctx>(
  ctx: C,
  work: (ctx: C) => Promise<T>,
  { isolation }: { isolation?: "repeatable read" } = {},
): Promise<T> {
  if (afterCommit.has(ctx.db)) {
    if (isolation) throw new Error(`no ${isolation} inside another transaction`);
    return work(ctx);
  }
  const waiting: (() => void | Promise<void>)[] = [];
  const result = await ctx.db.transaction(async (tx) => {
    const db = tx as unknown as Db;
    afterCommit.set(db, waiting);
    return work({ ...ctx, db });
  }, isolation && { isolationLevel: isolation });
  for (const act of waiting) await act();
  return result;
}

/** Runs `act` when the transaction of `ctx` has committed, or at once outside of one. `act` must not throw: what it does is a mere hint. */
export async function whenCommitted(ctx: Ctx, act: () => void | Promise<void>): Promise<void> {
  const waiting = afterCommit.get(ctx.db);
  if (waiting) waiting.push(act);
  else await act();
}

/** One after the other, until the transaction of `ctx` ends: who asks for the same name meanwhile waits. */
export const lockByName = (ctx: Ctx, name: string) => ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
