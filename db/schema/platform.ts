import { sql } from "drizzle-orm";
import { customType, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { classify, plain } from "../classify";
import { key, moment } from "../columns";

/** Follow-ups about one thing, written in the transaction that causes them; deleted when done. Payloads hold ids only. */
export const jobOutbox = pgTable(
  "job_outbox",
  {
    id: key(),
    name: text().notNull(),
    payload: jsonb().$type<Record<string, string>>().notNull(),
    runAt: moment().notNull(),
    createdAt: moment().notNull(),
    failedAt: moment(),
    error: text(),
  },
  (t) => [index("job_outbox_due").on(t.runAt).where(sql`${t.failedAt} is null`)],
);

classify(jobOutbox, {
  title: "Work waiting",
  columns: { id: plain, name: plain, payload: plain, runAt: plain, createdAt: plain, failedAt: plain, error: plain },
});

/**
 * The counters of rate-limiter-flexible, shared by all processes. Keys are keyed hashes. Unlogged: counting waits for no disk, and a crash
 * of the database begins anew.
 */
export const rateLimits = pgTable(
  "rate_limits",
  { key: text().primaryKey(), points: integer().notNull().default(0), expire: moment() },
  (t) => [index("rate_limit_expiry").on(t.expire)],
);

classify(rateLimits, { title: "Rate limits", columns: { key: plain, points: plain, expire: plain } });

const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** What changed of what visitors see, by the transaction that changed it (`db/functions/page_changed.sql`). */
export const pageChanges = pgTable(
  "page_changes",
  {
    txid: xid8().notNull().default(sql`pg_current_xact_id()`),
    part: text().notNull(),
    changedAt: moment().notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.txid, t.part] }), index("page_change_age").on(t.changedAt)],
);

classify(pageChanges, { title: "Changes of open pages", columns: { txid: plain, part: plain, changedAt: plain } });
