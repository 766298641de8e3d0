import { type SQLWrapper, sql } from "drizzle-orm";
import { index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../classify";
import { moment } from "../columns";
import { persons } from "./people";

/** The page below which a form stands: its address without the last word. */
export const placeOfForm = (path: SQLWrapper) => sql<string>`regexp_replace(${path}, '/[^/]*$', '')`;

/** Places of which something is gone for good, and since when: a form that was opened before may repeat it, and keeps no draft. */
export const forgottenPlaces = pgTable("draft_forgotten_places", { place: text().primaryKey(), at: moment().notNull() });

classify(forgottenPlaces, { title: "Places of which no older form keeps a draft", columns: { place: plain, at: plain } });

/**
 * What somebody has begun to write. Once it is sent or discarded, the row stays for a day without its text, so
 * that a save that comes late finds it closed.
 */
export const drafts = pgTable(
  "drafts",
  {
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    /** The submission id of the form: what is sent with it closes it. */
    id: uuid().notNull(),
    /** Where the form is sent to; of one that was sent, where what it made stands, or nothing. */
    path: text().notNull(),
    values: jsonb().$type<Record<string, string | string[]>>().notNull(),
    savedAt: moment().notNull(),
    closedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.id] }),
    // the latest text wins
    uniqueIndex("draft_of_form").on(t.personId, t.path).where(sql`${t.closedAt} is null`),
    // what is begun by anybody about a text that goes for good
    index("draft_of_place").on(placeOfForm(t.path)).where(sql`${t.closedAt} is null`),
    // what is too old
    index("draft_saved_at").on(t.savedAt),
  ],
);

classify(drafts, {
  title: "Your drafts",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    personId: who("drafts"),
    id: plain,
    path: about("drafts", { label: "Where" }),
    values: about("drafts", { label: "Text" }),
    savedAt: about("drafts"),
    closedAt: plain,
  },
});

/** Who has a form open that several may write in: by its opening, as long as they are there. */
export const draftOpenings = pgTable(
  "draft_openings",
  {
    /** Where the form is sent to. */
    path: text().notNull(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    openedAt: moment().notNull(),
    /** When they opened it last, of one time that they are there. */
    seenAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.path, t.personId] }),
    index("draft_opening_by_person").on(t.personId),
    // what is too old
    index("draft_opening_seen_at").on(t.seenAt),
  ],
);

classify(draftOpenings, {
  title: "Forms of pages that you opened",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: { path: about("drafts"), personId: who("drafts"), openedAt: about("drafts"), seenAt: about("drafts") },
});
