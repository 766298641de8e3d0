import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, who } from "../../classify";
import { moment } from "../../columns";
import { persons } from "../people";
import { forumCategories, forumTopics } from "./topics";

/**
 * Who wants to hear of a topic, whatever they chose for its category. A reply by mail goes to `watching`; `muted` silences even one's own
 * topic.
 */
export const forumWatches = pgTable(
  "forum_watches",
  {
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    topicId: uuid()
      .notNull()
      .references(() => forumTopics.id),
    level: text({ enum: ["watching", "normal", "muted"] }).notNull(),
    /** What is muted goes back to it. */
    before: text({ enum: ["watching", "normal"] }),
    /** The mail by whose link it was muted: that link can take it back. */
    stoppedBy: uuid(),
    changedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.topicId] }),
    check("watch_level", sql`${t.level} in ('watching','normal','muted')`),
    check("watch_before", sql`${t.before} is null or (${t.level} = 'muted' and ${t.before} in ('watching','normal'))`),
    check("watch_stopped", sql`${t.stoppedBy} is null or ${t.level} = 'muted'`),
    // who to tell, in id order
    index("watch_by_topic").on(t.topicId, t.personId).where(sql`${t.level} = 'watching'`),
    // what one chose, the latest first
    index("watch_by_person")
      .on(t.personId, t.changedAt.desc().nullsFirst(), t.topicId.desc().nullsFirst())
      .where(sql`${t.level} in ('watching','muted')`),
  ],
);

classify(forumWatches, {
  title: "Topics you watch",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    personId: who("forum"),
    topicId: about("forum"),
    level: about("forum"),
    before: about("forum"),
    stoppedBy: about("forum"),
    changedAt: about("forum"),
  },
});

/** Who wants to hear of a category: of every post, of new topics, or of nothing. No row means: of topics in which they write. */
export const forumCategoryWatches = pgTable(
  "forum_category_watches",
  {
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    categoryId: uuid()
      .notNull()
      .references(() => forumCategories.id),
    level: text({ enum: ["every-post", "first-posts", "normal", "muted"] }).notNull(),
    /** What is muted or was stopped goes back to it. */
    before: text({ enum: ["every-post", "first-posts", "normal"] }),
    /** The mail by whose link it was stopped: that link can take it back. */
    stoppedBy: uuid(),
    changedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.categoryId] }),
    check("category_watch_level", sql`${t.level} in ('every-post','first-posts','normal','muted')`),
    check(
      "category_watch_before",
      sql`${t.before} is null or (${t.level} in ('normal','muted') and ${t.before} in ('every-post','first-posts','normal'))`,
    ),
    check("category_watch_stopped", sql`${t.stoppedBy} is null or ${t.level} = 'normal'`),
    // who to tell, in id order
    index("category_watch_by_category").on(t.categoryId, t.personId).where(sql`${t.level} in ('every-post','first-posts')`),
  ],
);

classify(forumCategoryWatches, {
  title: "Forum categories you watch",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    personId: who("forum"),
    categoryId: about("forum"),
    level: about("forum"),
    before: about("forum"),
    stoppedBy: about("forum"),
    changedAt: about("forum"),
  },
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
    /** They came so far while they let colleagues see it. */
    isShown: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.topicId] }),
    index("read_by_topic").on(t.topicId),
    // who has read along: those who came furthest, the latest first
    index("read_shown").on(t.topicId, t.lastReadNumber.desc().nullsFirst(), t.readAt.desc().nullsFirst()).where(sql`${t.isShown}`),
  ],
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
    isShown: about("forum", { label: "Colleagues may see it" }),
  },
});

/** Who gets a digest of the forum, how often and when, of which categories not, and of which tags wherever they are. */
export const forumDigests = pgTable(
  "forum_digests",
  {
    personId: uuid()
      .primaryKey()
      .references(() => persons.id),
    every: text({ enum: ["daily", "weekly"] }).notNull(),
    /** In London. */
    hour: smallint().notNull(),
    leftOut: uuid().array().notNull().default([]),
    tagIds: uuid().array().notNull().default([]),
    /** Single mails about the same come as well. */
    alsoSingles: boolean().notNull(),
    /** How many were made since they were last here. Where these ended it, single mails stay away as well. */
    silent: smallint().notNull().default(0),
    /** Until when the last one told. */
    toldUntil: moment().notNull(),
    /** Null where they want none, or were silent too long. */
    nextAt: moment(),
    /** The mail by whose link it was ended: that link can take it back. Single mails stay away as well. */
    stoppedBy: uuid(),
    changedAt: moment().notNull(),
  },
  (t) => [
    check("digest_every", sql`${t.every} in ('daily','weekly')`),
    check("digest_hour", sql`${t.hour} between 0 and 23`),
    check("digest_stopped", sql`${t.stoppedBy} is null or ${t.nextAt} is null`),
    // whose is due
    index("digest_due").on(t.nextAt).where(sql`${t.nextAt} is not null`),
  ],
);

classify(forumDigests, {
  title: "Your digest of the forum",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    personId: who("forum"),
    every: about("forum"),
    hour: about("forum"),
    leftOut: about("forum"),
    tagIds: about("forum"),
    alsoSingles: about("forum"),
    silent: about("forum"),
    toldUntil: about("forum"),
    nextAt: about("forum"),
    stoppedBy: about("forum"),
    changedAt: about("forum"),
  },
});

/** Who put the first steps away that new members are shown; without a row they are shown while something of them is left to do. */
export const forumFirstSteps = pgTable("forum_first_steps", {
  personId: uuid()
    .primaryKey()
    .references(() => persons.id),
  putAwayAt: moment().notNull(),
});

classify(forumFirstSteps, {
  title: "That you put the first steps away",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: { personId: who("forum"), putAwayAt: about("forum") },
});
