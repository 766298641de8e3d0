import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, who } from "../../classify";
import { moment } from "../../columns";
import { persons } from "../people";
import { forumTopics } from "./topics";

/** Who wants to hear of a topic. A reply by mail goes to `watching`; `muted` silences even one's own topic. */
export const forumWatches = pgTable(
  "forum_watches",
  {
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    topicId: uuid()
      .notNull()
      .references(() => forumTopics.id),
    level: text({ enum: ["watching", "muted"] }).notNull(),
    changedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.topicId] }),
    check("watch_level", sql`${t.level} in ('watching','muted')`),
    // who to tell, in id order
    index("watch_by_topic").on(t.topicId, t.personId).where(sql`${t.level} = 'watching'`),
  ],
);

classify(forumWatches, {
  title: "Topics you watch",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: { personId: who("forum"), topicId: about("forum"), level: about("forum"), changedAt: about("forum") },
});

/** How far a person has read a topic. */
export const forumReads = pgTable(
  "forum_reads",
  {
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    topicId: uuid()
      .notNull()
      .references(() => forumTopics.id),
    lastReadNumber: integer().notNull(),
    readAt: moment().notNull(),
    /** How far they had come before the visit that went on until `readAt`, and when: the line “New since” stands there all the while. */
    sinceNumber: integer().notNull().default(0),
    sinceAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.topicId] }), index("read_by_topic").on(t.topicId)],
);

classify(forumReads, {
  title: "How far you have read",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    personId: who("forum"),
    topicId: about("forum"),
    lastReadNumber: about("forum"),
    readAt: about("forum"),
    sinceNumber: about("forum"),
    sinceAt: about("forum"),
  },
});
