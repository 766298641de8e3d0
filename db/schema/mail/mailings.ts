import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { classify, plain } from "../../classify";
import { key, moment } from "../../columns";
import { lists } from "../consents";

/** One frozen content to many people. */
export const mailings = pgTable(
  "mailings",
  {
    id: key(),
    listId: uuid()
      .notNull()
      .references(() => lists.id),
    kind: text().notNull(),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    state: text({ enum: ["filling", "sending", "paused", "stopped", "finished"] }).notNull(),
    why: text(),
    watermark: uuid(),
    audience: integer(),
    /** Where at least half of its audience has its addresses, three people or more: no one person's own. */
    mainDomain: text(),
    accepted: integer(),
    failed: integer(),
    skipped: integer(),
    unknown: integer(),
    /** Groups of those whom it did not reach that its sender decided to leave as they are. */
    left: text().array().notNull().default([]),
    startedAt: moment().notNull(),
    /** When a person last let it go on, or sent it again: what went wrong before counts no more. */
    releasedAt: moment(),
    finishedAt: moment(),
  },
  (t) => [
    check("mailing_state", sql`${t.state} in ('filling','sending','paused','stopped','finished')`),
    check("mailing_finished", sql`(${t.state} = 'finished') = (${t.finishedAt} is not null)`),
    check(
      "mailing_balance",
      sql`${t.state} <> 'finished' or (${t.audience} = ${t.accepted} + ${t.failed} + ${t.skipped} + ${t.unknown}) is true`,
    ),
    // the worker looks for mailings with work left
    index("mailing_unfinished").on(t.id).where(sql`${t.state} <> 'finished'`),
  ],
);

classify(mailings, {
  title: "Mailings",
  columns: {
    id: plain,
    listId: plain,
    kind: plain,
    content: plain,
    state: plain,
    why: plain,
    watermark: plain,
    audience: plain,
    mainDomain: plain,
    accepted: plain,
    failed: plain,
    skipped: plain,
    unknown: plain,
    left: plain,
    startedAt: plain,
    releasedAt: plain,
    finishedAt: plain,
  },
});
