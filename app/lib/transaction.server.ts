import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server";
import type { Ctx } from "./ctx";
import { isLostToAnother } from "./errors";

/** Each lasts until somebody else's change of the same rows has committed. */
const ATTEMPTS = 5;

const afterCommit = new WeakMap<object, (() => void | Promise<void>)[]>();

/**
 * Runs `work` in one transaction. Inside another one it joins it, so that commands can call commands: all of it commits or none.
 * What the context asks before it commits comes last, when `work` is done.
 * Where it and another one wait for each other, `work` is begun anew, a few times; so it does nothing that outlives the transaction.
 * `isolation` is that of a transaction of its own: inside another one it throws. It is begun anew, too, where a row that it locks changed
 * since its snapshot. So what the context asks, which locks a row that changes often, is asked before the snapshot and once more when all
 * has committed: where it throws then, `work` is done, and what it gives reaches nobody.
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
  for (let attempt = 1; ; attempt++) {
    const waiting: (() => void | Promise<void>)[] = [];
    if (isolation) await ctx.beforeCommit?.(ctx);
    const transaction = ctx.db.transaction(async (tx) => {
      const db = tx as unknown as Db;
      afterCommit.set(db, waiting);
      const inside = { ...ctx, db };
      const result = await work(inside);
      if (!isolation) await ctx.beforeCommit?.(inside);
      return result;
    }, isolation && { isolationLevel: isolation });
    let result: T;
    try {
      result = await transaction;
    } catch (error) {
      if (attempt === ATTEMPTS || !isLostToAnother(error)) throw error;
      continue;
    }
    for (const act of waiting) await act();
    if (isolation) await ctx.beforeCommit?.(ctx);
    return result;
  }
}

/** Runs `act` when the transaction of `ctx` has committed, or at once outside of one. `act` must not throw: what was done stands. */
export async function whenCommitted(ctx: Ctx, act: () => void | Promise<void>): Promise<void> {
  const waiting = afterCommit.get(ctx.db);
  if (waiting) waiting.push(act);
  else await act();
}

/** One after the other, until the transaction of `ctx` ends: who asks for the same name meanwhile waits. */
export const lockByName = (ctx: Ctx, name: string) => ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);

/** Keeps out those who lock the name, until the transaction of `ctx` ends, and not others who do this. */
export const shareByName = (ctx: Ctx, name: string) =>
  ctx.db.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${name}, 0))`);
