import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../../classify";
import { moment } from "../../columns";
import { persons } from "../people";
import { forumCategories, forumTopics } from "./topics";

/**
 * What was made of what a moved forum brought, by its name and the key that its file calls it: a file that is read again brings nothing
 * twice, and one of another forum is no part of it.
 */
export const forumImports = pgTable(
  "forum_imports",
  {
    /** What the first line of its file calls it. */
    forum: text().notNull(),
    kind: text({ enum: ["category", "person", "topic"] }).notNull(),
    key: text().notNull(),
    categoryId: uuid().references(() => forumCategories.id),
    personId: uuid().references(() => persons.id),
    topicId: uuid().references(() => forumTopics.id),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.forum, t.kind, t.key] }),
    check("import_kind", sql`${t.kind} in ('category','person','topic')`),
    check("import_made", sql`num_nonnulls(${t.categoryId}, ${t.personId}, ${t.topicId}) = 1`),
    // the key by which it is exported; copy, erasure
    index("import_by_person").on(t.personId).where(sql`${t.personId} is not null`),
    index("import_by_topic").on(t.topicId).where(sql`${t.topicId} is not null`),
  ],
);

classify(forumImports, {
  title: "What was moved here from another forum",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "room", why: "the number that the other forum gave stays, so that moving in again does not bring them back" },
  columns: {
    forum: plain,
    kind: plain,
    key: about("forum", { erase: "keep", label: "Number in the other forum" }),
    categoryId: plain,
    personId: who("forum"),
    topicId: plain,
    at: about("forum", { erase: "keep", label: "Moved here" }),
  },
});

/** Where an address of a moved forum leads. It is kept without words, which could be those of a title. */
export const forumPermalinks = pgTable(
  "forum_permalinks",
  {
    path: text().primaryKey(),
    topicId: uuid()
      .notNull()
      .references(() => forumTopics.id),
    /** The post; null where the address was the topic's. */
    number: integer(),
  },
  (t) => [index("permalink_by_topic").on(t.topicId)],
);

classify(forumPermalinks, { title: "Addresses of moved topics", columns: { path: plain, topicId: plain, number: plain } });
