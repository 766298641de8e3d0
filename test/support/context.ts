import { uuidv7 } from "uuidv7";
import { type Connection, connect } from "#db/client.server";
import type { Actor, Ctx, PersonActor, PersonCtx } from "~/lib/ctx";
import { systemCtx } from "~/lib/ctx";

let app: Connection | null = null;
let owner: Connection | null = null;
let counted: string[] | null = null;

/** This file's own database, as the site's role. */
export function testDb(): Connection {
  app ??= connect(process.env.DATABASE_URL!, { onQuery: (text) => counted?.push(text) });
  return app;
}

/** The same database as the role that owns the tables: to look at, or break, what the site's role may not. */
export function ownerDb(): Connection {
  owner ??= connect(process.env.MIGRATE_DATABASE_URL!, { max: 2, statementTimeout: 60_000 });
  return owner;
}

export function ctxFor(person: PersonActor | { actor: PersonActor }, now?: Date): PersonCtx;
export function ctxFor(actor: Actor | { actor: Actor }, now?: Date): Ctx;
export function ctxFor(actor: Actor | { actor: Actor }, now = new Date()): Ctx {
  return { actor: "actor" in actor ? actor.actor : actor, db: testDb().db, now, requestId: uuidv7() };
}

export const systemCtxFor = (now = new Date(), reason = "test"): Ctx => systemCtx(testDb().db, reason, now);

/** The statements that `work` sends through `testDb()`. */
export async function countQueries(work: () => Promise<unknown>): Promise<string[]> {
  counted = [];
  try {
    await work();
    return counted;
  } finally {
    counted = null;
  }
}

/** Whether a statement on this file's database waits for another transaction. */
export const somebodyWaits = async (): Promise<boolean> =>
  (await ownerDb().sql`select from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`).length >
  0;

/** Redis of the run, in a database of this file's own. The queue is on PostgreSQL unless a test names this. */
export const testRedisUrl = () => process.env.TEST_REDIS_URL!;

/** Before the next file's database takes the place of this one. */
export async function closeDatabases(): Promise<void> {
  const open = [app, owner];
  app = owner = null;
  await Promise.all(open.map((connection) => connection?.close()));
}

/** Late enough that an edit of what was just posted is one. */
export const afterGrace = (now = new Date()): Date => new Date(now.getTime() + 6 * 60_000);
