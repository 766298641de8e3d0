import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, secret, who } from "../classify";
import { bytea, moment } from "../columns";

// No foreign keys to persons: this room lies below people, and a ledger outlives what it speaks of.
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment().notNull(),
    class: text({ enum: ["access", "act", "disclosure", "security"] }).notNull(),
    actorKind: text({ enum: ["visitor", "person", "link", "system"] }).notNull(),
    actorId: uuid(),
    action: text().notNull(),
    objectKind: text(),
    objectId: text(),
    subjectId: uuid(),
    purpose: text(),
    requestId: text(),
    detail: jsonb().$type<Record<string, unknown>>(),
    salt: bytea(),
    commitment: bytea().notNull(),
  },
  (t) => [
    check("audit_class", sql`${t.class} in ('access','act','disclosure','security')`),
    // the rows that the next seal links, and one class of the ledger: the rare ones are far apart
    index("audit_by_class").on(t.class, t.id),
    // one kind of act, wherever it stands in the ledger
    index("audit_by_action").on(t.action, t.id.desc().nullsFirst()),
    // “who looked at me” and the person's copy
    index("audit_by_subject").on(t.subjectId, t.id.desc().nullsFirst()).where(sql`${t.subjectId} is not null`),
    // the person's copy: what they did themselves
    index("audit_by_actor").on(t.actorId, t.id.desc().nullsFirst()).where(sql`${t.actorId} is not null`),
  ],
);

classify(auditEntries, {
  title: "Acts, looks and sign-ins",
  subjects: [
    { by: "person", column: "subjectId" },
    { by: "person", column: "actorId" },
  ],
  erasure: { rows: "keep", why: "a record that nobody can rewrite; what named you in it is taken out" },
  columns: {
    id: plain,
    at: plain,
    class: plain,
    actorKind: plain,
    actorId: who("accountability"),
    action: about("accountability", { erase: "keep" }),
    objectKind: plain,
    objectId: plain,
    subjectId: who("accountability"),
    purpose: plain,
    requestId: plain,
    detail: about("accountability", { erase: "keep", of: "subjectId" }),
    salt: secret("accountability", "seals the entry", { erase: "keep" }),
    commitment: secret("accountability", "seals the entry", { erase: "keep" }),
  },
});

export const ledgerSeals = pgTable(
  "ledger_seals",
  {
    ledger: text().notNull(),
    seal: integer().notNull(),
    firstId: bigint({ mode: "number" }).notNull(),
    lastId: bigint({ mode: "number" }).notNull(),
    rows: integer().notNull(),
    root: bytea().notNull(),
    previousRoot: bytea().notNull(),
    at: moment().notNull(),
    purgedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.ledger, t.seal] }),
    unique("ledger_seal_first").on(t.ledger, t.firstId),
    // the oldest that was not purged
    index("ledger_seal_kept").on(t.ledger, t.seal).where(sql`${t.purgedAt} is null`),
    check("seal_order", sql`${t.lastId} >= ${t.firstId}`),
  ],
);

classify(ledgerSeals, {
  title: "Seals of the ledgers",
  columns: {
    ledger: plain,
    seal: plain,
    firstId: plain,
    lastId: plain,
    rows: plain,
    root: plain,
    previousRoot: plain,
    at: plain,
    purgedAt: plain,
  },
});
