// Long because a room's tables stand together, each beside what its columns are to a person.
import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, smallint, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, secret, who } from "../classify";
import { key, moment, searchVector } from "../columns";
import { contentPages } from "./content";
import { persons, scopes } from "./people";

export const forumCategories = pgTable(
  "forum_categories",
  {
    id: key(),
    slug: text().notNull().unique("category_slug"),
    name: text().notNull(),
    description: text().notNull(),
    position: integer().notNull(),
    scopeId: uuid()
      .notNull()
      .references(() => scopes.id),
  },
  (t) => [unique("category_scope").on(t.id, t.scopeId)],
);

classify(forumCategories, {
  title: "Forum categories",
  columns: { id: plain, slug: plain, name: plain, description: plain, position: plain, scopeId: plain },
});

export const forumTopics = pgTable(
  "forum_topics",
  {
    id: key(),
    code: text().notNull().unique("topic_by_code"),
    /** A topic belongs to a category, or holds the comments under a page. */
    categoryId: uuid(),
    pageId: uuid().unique("topic_of_page"),
    scopeId: uuid().notNull(),
    title: text().notNull(),
    authorId: uuid().references(() => persons.id),
    createdAt: moment().notNull(),
    /** The number of the latest post; numbers are given under this row's lock and never reused. */
    lastPostNumber: integer().notNull(),
    lastPostAt: moment().notNull(),
    lastPostBy: uuid().references(() => persons.id),
    lockedAt: moment(),
    lockedBy: uuid().references(() => persons.id),
    pinnedAt: moment(),
    /** When the title was last changed: its earlier ones are revisions of the first post, or put aside with what a moderator did. */
    retitledAt: moment(),
    retitledBy: text({ enum: ["author", "moderator"] }),
    /** Removed as a whole: nothing of it is shown anywhere. */
    removedAt: moment(),
    removedBy: text({ enum: ["author", "moderator"] }),
    /** Its title is shown to nobody: its first post is hidden until a moderator looked. */
    hiddenAt: moment(),
    /** Double submit of the same form makes one topic. */
    submissionId: uuid().notNull().unique("topic_submission"),
    search: searchVector("search", () => sql`setweight(to_tsvector('english', title), 'A')`),
  },
  (t) => [
    check("topic_place", sql`num_nonnulls(${t.categoryId}, ${t.pageId}) = 1`),
    check("topic_retitle", sql`(${t.retitledAt} is null) = (${t.retitledBy} is null)`),
    check("topic_removal", sql`(${t.removedAt} is null) = (${t.removedBy} is null)`),
    // the retention sweep
    index("topic_removed").on(t.removedAt).where(sql`${t.removedAt} is not null`),
    index("topic_search").using("gin", t.search),
    foreignKey({ name: "topic_page", columns: [t.pageId, t.scopeId], foreignColumns: [contentPages.id, contentPages.scopeId] }).onUpdate(
      "cascade",
    ),
    check("topic_code", sql`${t.code} ~ '^[0-9a-hjkmnp-tv-z]{10}$'`),
    // a moved or narrowed category takes its topics along
    foreignKey({
      name: "topic_category",
      columns: [t.categoryId, t.scopeId],
      foreignColumns: [forumCategories.id, forumCategories.scopeId],
    }).onUpdate("cascade"),
    // the category page, newest activity first, by keyset
    index("topic_by_activity").on(t.categoryId, t.lastPostAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("topic_pinned").on(t.categoryId).where(sql`${t.pinnedAt} is not null`),
    index("topic_by_author").on(t.authorId),
    index("topic_by_last_poster").on(t.lastPostBy),
  ],
);

classify(forumTopics, {
  title: "Topics you started",
  subjects: [{ by: "person", column: "authorId" }],
  erasure: { rows: "room", why: "the author chooses whether their titles stay" },
  columns: {
    id: plain,
    code: plain,
    categoryId: plain,
    pageId: plain,
    scopeId: plain,
    title: about("forum", { empty: "[removed by its author]" }),
    authorId: who("forum"),
    createdAt: about("forum", { erase: "keep" }),
    lastPostNumber: plain,
    lastPostAt: plain,
    lastPostBy: who("forum"),
    lockedAt: plain,
    lockedBy: who("accountability"),
    pinnedAt: plain,
    retitledAt: about("forum", { erase: "keep" }),
    retitledBy: about("forum", { erase: "keep" }),
    removedAt: about("forum", { erase: "keep" }),
    removedBy: about("forum", { erase: "keep" }),
    hiddenAt: about("forum", { erase: "keep" }),
    submissionId: plain,
    search: secret("forum", "the search index of the title", { erase: "keep" }),
  },
});

export const forumPosts = pgTable(
  "forum_posts",
  {
    id: key(),
    topicId: uuid()
      .notNull()
      .references(() => forumTopics.id),
    number: integer().notNull(),
    authorId: uuid().references(() => persons.id),
    bodyMarkdown: text().notNull(),
    bodyHtml: text().notNull(),
    rendererVersion: smallint().notNull(),
    submissionId: uuid().notNull().unique("post_submission"),
    createdAt: moment().notNull(),
    editedAt: moment(),
    editedBy: text({ enum: ["author", "moderator"] }),
    /** What its author removed is empty from then on; what a moderator removed is kept in `forum_moderations`. */
    removedAt: moment(),
    removedBy: text({ enum: ["author", "moderator"] }),
    /** Reported as a patient's details: shown to nobody until a moderator looked. */
    hiddenAt: moment(),
    search: searchVector("search", () => sql`to_tsvector('english', body_markdown)`),
  },
  (t) => [
    index("post_search").using("gin", t.search),
    // a page of a topic, by number
    uniqueIndex("post_number").on(t.topicId, t.number),
    check("post_edit", sql`(${t.editedAt} is null) = (${t.editedBy} is null)`),
    check("post_removal", sql`(${t.removedAt} is null) = (${t.removedBy} is null)`),
    // a person's posts: copy, erasure
    index("post_by_author").on(t.authorId),
  ],
);

classify(forumPosts, {
  title: "Your posts",
  subjects: [{ by: "person", column: "authorId" }],
  erasure: { rows: "room", why: "the author chooses whether their posts stay" },
  columns: {
    id: plain,
    topicId: about("forum", { erase: "keep" }),
    number: about("forum", { erase: "keep" }),
    authorId: who("forum"),
    bodyMarkdown: about("forum", { empty: "" }),
    bodyHtml: about("forum", { empty: "" }),
    rendererVersion: plain,
    submissionId: plain,
    createdAt: about("forum", { erase: "keep" }),
    editedAt: about("forum", { erase: "keep" }),
    editedBy: about("forum", { erase: "keep" }),
    removedAt: about("forum", { erase: "keep" }),
    removedBy: about("forum", { erase: "keep" }),
    hiddenAt: about("forum", { erase: "keep" }),
    search: secret("forum", "the search index of the text", { erase: "keep" }),
  },
});

/** The text of a post before each edit, or the title of its topic before each change. What its author took back is empty. */
export const forumPostRevisions = pgTable(
  "forum_post_revisions",
  {
    id: key(),
    postId: uuid()
      .notNull()
      .references(() => forumPosts.id, { onDelete: "cascade" }),
    /** Of a topic's first post: this row is a title, and has no text. */
    title: text(),
    bodyMarkdown: text().notNull(),
    bodyHtml: text().notNull(),
    rendererVersion: smallint().notNull(),
    /** When this text was replaced. */
    replacedAt: moment().notNull(),
    replacedBy: uuid().references(() => persons.id),
  },
  (t) => [index("revision_by_post").on(t.postId, t.id)],
);

classify(forumPostRevisions, {
  title: "Earlier texts of your posts",
  subjects: [{ by: "via", column: "postId", table: () => forumPosts }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    postId: plain,
    title: about("forum"),
    bodyMarkdown: about("forum"),
    bodyHtml: about("forum"),
    rendererVersion: plain,
    replacedAt: about("forum"),
    replacedBy: who("forum"),
  },
});

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
  },
  (t) => [primaryKey({ columns: [t.personId, t.topicId] }), index("read_by_topic").on(t.topicId)],
);

classify(forumReads, {
  title: "How far you have read",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: { personId: who("forum"), topicId: about("forum"), lastReadNumber: about("forum"), readAt: about("forum") },
});

/** What a moderator did to a post, or by its first post to a topic, why, and what its author answered. The text as it stood before is kept here, for staff and its author. */
export const forumModerations = pgTable(
  "forum_moderations",
  {
    id: key(),
    code: text().notNull().unique("moderation_by_code"),
    postId: uuid()
      .notNull()
      .references(() => forumPosts.id, { onDelete: "cascade" }),
    kind: text({ enum: ["removed", "edited", "retitled", "topic-removed"] }).notNull(),
    reason: text().notNull(),
    originalMarkdown: text().notNull(),
    /** The topic's title as it stood, where the act took it away. */
    originalTitle: text(),
    moderatorId: uuid().references(() => persons.id),
    at: moment().notNull(),
    /** Why the author thinks that it was wrong. */
    appeal: text(),
    appealedAt: moment(),
    /** Somebody else than the moderator decides. */
    decidedBy: uuid().references(() => persons.id),
    decidedAt: moment(),
    decision: text({ enum: ["upheld", "undone"] }),
    decisionWhy: text(),
    undoneAt: moment(),
  },
  (t) => [
    check("moderation_kind", sql`${t.kind} in ('removed','edited','retitled','topic-removed')`),
    check("moderation_appeal", sql`(${t.appeal} is null) = (${t.appealedAt} is null)`),
    check("moderation_decision", sql`(${t.decision} is null) = (${t.decidedAt} is null)`),
    check("moderation_decided_by_another", sql`${t.decidedBy} <> ${t.moderatorId}`),
    index("moderation_by_post").on(t.postId, t.id),
    index("moderation_by_moderator").on(t.moderatorId),
    // appeals that wait, oldest first
    index("moderation_appeals").on(t.appealedAt).where(sql`${t.appealedAt} is not null and ${t.decidedAt} is null`),
    // the retention sweep
    index("moderation_age").on(t.at),
  ],
);

classify(forumModerations, {
  title: "Posts of yours that a moderator removed or edited",
  subjects: [{ by: "via", column: "postId", table: () => forumPosts }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    code: plain,
    postId: plain,
    kind: about("forum"),
    reason: about("forum"),
    originalMarkdown: about("forum"),
    originalTitle: about("forum"),
    moderatorId: who("accountability"),
    at: about("forum"),
    appeal: about("forum"),
    appealedAt: about("forum"),
    decidedBy: who("accountability"),
    decidedAt: about("forum"),
    decision: about("forum"),
    decisionWhy: about("forum"),
    undoneAt: about("forum"),
  },
});

export const REPORT_REASONS = ["patient-details", "unkind", "unsafe", "advertising", "other"] as const;

/** Somebody told moderators of a post. Who it was is never told to its author. */
export const forumReports = pgTable(
  "forum_reports",
  {
    id: key(),
    postId: uuid()
      .notNull()
      .references(() => forumPosts.id, { onDelete: "cascade" }),
    /** Nobody, where a visitor told. */
    reporterId: uuid().references(() => persons.id),
    reason: text({ enum: REPORT_REASONS }).notNull(),
    details: text().notNull(),
    at: moment().notNull(),
    decision: text({ enum: ["stands", "edited", "removed"] }),
    decidedAt: moment(),
    decidedBy: uuid().references(() => persons.id),
  },
  (t) => [
    check("report_decision", sql`(${t.decision} is null) = (${t.decidedAt} is null)`),
    // one open report per reporter and post
    uniqueIndex("report_open").on(t.postId, t.reporterId).where(sql`${t.decidedAt} is null`),
    index("report_by_reporter").on(t.reporterId),
    index("report_by_post").on(t.postId, t.at),
    // what waits, the oldest first
    index("report_waiting").on(t.at).where(sql`${t.decidedAt} is null`),
    index("report_age").on(t.at),
  ],
);

classify(forumReports, {
  title: "Posts that were reported, by you or of yours",
  subjects: [
    { by: "person", column: "reporterId" },
    { by: "via", column: "postId", table: () => forumPosts },
  ],
  erasure: { rows: "room", why: "what a report says goes; that it waits for a moderator stays" },
  columns: {
    id: plain,
    postId: about("forum", { erase: "keep" }),
    reporterId: who("forum"),
    reason: about("forum", { erase: "keep" }),
    details: about("forum", { empty: "", of: "reporterId" }),
    at: about("forum", { erase: "keep" }),
    decision: about("forum", { erase: "keep" }),
    decidedAt: about("forum", { erase: "keep" }),
    decidedBy: who("accountability"),
  },
});
