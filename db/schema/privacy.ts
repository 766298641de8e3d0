import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../classify";
import { key, moment } from "../columns";
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
