import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, secret, who } from "../classify";
import { bytea, key, moment } from "../columns";
import { messages } from "./mail/messages";
import { persons } from "./people";

/** One erasure: frozen first, carried out when its receipt has left or after 24 hours. Holds counts, never identity. */
export const privacyErasures = pgTable(
  "privacy_erasures",
  {
    id: key(),
    personId: uuid()
      .notNull()
      .unique("erasure_person")
      .references(() => persons.id),
    posts: text({ enum: ["keep", "delete"] }).notNull(),
    /** The receipt; null where the person had no address. */
    messageId: uuid().references(() => messages.id, { onDelete: "set null" }),
    frozenAt: moment().notNull(),
    dueAt: moment().notNull(),
    erasedAt: moment(),
    /** What was deleted, cleared and kept, by table, with the reason of what was kept. */
    receipt: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [check("erasure_posts", sql`${t.posts} in ('keep','delete')`), index("erasure_due").on(t.dueAt).where(sql`${t.erasedAt} is null`)],
);

classify(privacyErasures, {
  title: "Your erasure",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "keep", why: "the proof that the erasure was carried out: counts and dates, no identity" },
  columns: {
    id: plain,
    personId: who("rights"),
    posts: about("rights", { erase: "keep" }),
    messageId: plain,
    frozenAt: about("rights", { erase: "keep" }),
    dueAt: plain,
    erasedAt: about("rights", { erase: "keep" }),
    receipt: about("rights", { erase: "keep" }),
  },
});

/** A person who asked to leave: seven days to change their mind, then erasure. */
export const privacyDepartures = pgTable(
  "privacy_departures",
  {
    id: key(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    posts: text({ enum: ["keep", "delete"] }).notNull(),
    requestedAt: moment().notNull(),
    dueAt: moment().notNull(),
    cancelledAt: moment(),
    doneAt: moment(),
  },
  (t) => [
    check("departure_posts", sql`${t.posts} in ('keep','delete')`),
    uniqueIndex("departure_open").on(t.personId).where(sql`${t.cancelledAt} is null and ${t.doneAt} is null`),
    index("departure_due").on(t.dueAt).where(sql`${t.cancelledAt} is null and ${t.doneAt} is null`),
  ],
);

classify(privacyDepartures, {
  title: "Your request to leave",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "keep", why: "the proof of what was asked for: dates, no identity" },
  columns: {
    id: plain,
    personId: who("rights"),
    posts: about("rights", { erase: "keep" }),
    requestedAt: about("rights", { erase: "keep" }),
    dueAt: about("rights", { erase: "keep" }),
    cancelledAt: about("rights", { erase: "keep" }),
    doneAt: about("rights", { erase: "keep" }),
  },
});

/** A copy of everything that is held about a person, made by them, to be fetched for seven days. */
export const privacyCopies = pgTable(
  "privacy_copies",
  {
    id: key(),
    code: text().notNull().unique("copy_by_code"),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    format: text({ enum: ["html", "json"] }).notNull(),
    /** Bytes. */
    size: integer().notNull(),
    madeAt: moment().notNull(),
  },
  (t) => [
    check("copy_format", sql`${t.format} in ('html','json')`),
    // what one can fetch
    index("copy_by_person").on(t.personId, t.madeAt),
    // what is too old
    index("copy_made_at").on(t.madeAt),
  ],
);

classify(privacyCopies, {
  title: "Your copies of everything",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    code: plain,
    personId: who("copies"),
    format: about("copies"),
    size: about("copies", { label: "Size in bytes" }),
    madeAt: about("copies"),
  },
});

/**
 * What a copy says, in parts that are written and read one at a time. They come before their copy, in one transaction: a copy does not
 * list itself, so the foreign key is looked at when that commits.
 */
export const privacyCopyParts = pgTable(
  "privacy_copy_parts",
  {
    copyId: uuid()
      .notNull()
      .references(() => privacyCopies.id, { onDelete: "cascade" }),
    /** From 0, without gaps. */
    number: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.copyId, t.number] })],
);

classify(privacyCopyParts, {
  title: "What your copies say",
  subjects: [{ by: "via", column: "copyId", table: () => privacyCopies }],
  erasure: { rows: "delete" },
  columns: {
    copyId: plain,
    number: plain,
    bytes: secret("copies", "a part of a copy that you made, and can fetch"),
  },
});
