import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../../classify";
import { key, moment } from "../../columns";
import { persons } from "../people";
import { forumPosts } from "./posts";
import { forumCategories } from "./topics";

/** Much of what one member posted, removed by a moderator at once: what was chosen, and why. Each post has its own act. */
export const forumCleanUps = pgTable(
  "forum_clean_ups",
  {
    id: key(),
    code: text().notNull().unique("clean_up_by_code"),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    reason: text().notNull(),
    moderatorId: uuid().references(() => persons.id),
    at: moment().notNull(),
    /** What was posted from then on; null: whenever. */
    since: moment(),
    /** Posts, and what waits to be one; null: all of them. */
    chosen: uuid().array(),
    /** When the last was removed; until then a job goes on. */
    finishedAt: moment(),
    /** Who last put all of it back that could be. */
    undoneBy: uuid().references(() => persons.id),
    undoneAt: moment(),
    /** The form's number: sent twice, it is done once. */
    submissionId: uuid().notNull().unique("clean_up_submission"),
  },
  // somebody's; the retention sweep
  (t) => [index("clean_up_by_person").on(t.personId, t.id), index("clean_up_age").on(t.at)],
);

classify(forumCleanUps, {
  title: "Several posts of yours that a moderator removed at once",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    code: plain,
    personId: who("forum"),
    reason: about("forum"),
    moderatorId: who("handling"),
    at: about("forum"),
    since: about("forum"),
    chosen: plain,
    finishedAt: about("forum"),
    undoneBy: who("handling"),
    undoneAt: about("forum"),
    submissionId: plain,
  },
});

/**
 * What a moderator did to a post, or by its first post to a topic, why, and what its author answered. The text as it
 * stood before is kept here, for staff and its author.
 */
export const forumModerations = pgTable(
  "forum_moderations",
  {
    id: key(),
    code: text().notNull().unique("moderation_by_code"),
    postId: uuid()
      .notNull()
      .references(() => forumPosts.id, { onDelete: "cascade" }),
    kind: text({
      enum: ["removed", "edited", "retitled", "topic-removed", "topic-moved", "posts-split", "topic-merged", "writer-learned"],
    }).notNull(),
    reason: text().notNull(),
    originalMarkdown: text().notNull(),
    /** The topic's title as it stood, where the act took it away. */
    originalTitle: text(),
    /** Where a topic stood that was moved. */
    fromCategoryId: uuid().references(() => forumCategories.id),
    /** Who read what was moved until then, as a scope holds it. */
    fromAudience: text({ enum: ["open", "members", "groups"] }),
    fromGroupIds: uuid().array(),
    moderatorId: uuid().references(() => persons.id),
    /** With much else of its author's: they are told of all of it once. */
    cleanUpId: uuid().references(() => forumCleanUps.id, { onDelete: "set null" }),
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
    check(
      "moderation_kind",
      sql`${t.kind} in ('removed','edited','retitled','topic-removed','topic-moved','posts-split','topic-merged','writer-learned')`,
    ),
    check("moderation_from", sql`(${t.kind} = 'topic-moved') = (${t.fromCategoryId} is not null)`),
    check(
      "moderation_from_readers",
      sql`(${t.kind} in ('topic-moved','posts-split','topic-merged')) = (num_nonnulls(${t.fromAudience}, ${t.fromGroupIds}) = 2)`,
    ),
    check("moderation_appeal", sql`(${t.appeal} is null) = (${t.appealedAt} is null)`),
    check("moderation_decision", sql`(${t.decision} is null) = (${t.decidedAt} is null)`),
    check("moderation_decided_by_another", sql`${t.decidedBy} <> ${t.moderatorId}`),
    index("moderation_by_post").on(t.postId, t.id),
    index("moderation_by_moderator").on(t.moderatorId),
    index("moderation_by_clean_up").on(t.cleanUpId, t.id).where(sql`${t.cleanUpId} is not null`),
    // appeals that wait, oldest first
    index("moderation_appeals").on(t.appealedAt).where(sql`${t.appealedAt} is not null and ${t.decidedAt} is null`),
    // the retention sweep
    index("moderation_age").on(t.at),
  ],
);

classify(forumModerations, {
  title: "Posts of yours that a moderator removed or edited",
  subjects: [{ by: "via", column: "postId", table: () => forumPosts }],
  erasure: {
    rows: "room",
    why: "what was put aside and said goes; a topic removed as a whole stays to be put back, for those who replied",
  },
  columns: {
    id: plain,
    code: plain,
    postId: plain,
    kind: about("forum"),
    reason: about("forum"),
    originalMarkdown: about("forum"),
    originalTitle: about("forum"),
    fromCategoryId: plain,
    fromAudience: plain,
    fromGroupIds: plain,
    moderatorId: who("handling"),
    cleanUpId: plain,
    at: about("forum"),
    appeal: about("forum"),
    appealedAt: about("forum"),
    decidedBy: who("handling"),
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
    /** Of one that was let stand: which text and title a moderator looked at. */
    stood: text(),
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
    details: about("forum", { empty: "", of: "reporterId", visitor: true }),
    at: about("forum", { erase: "keep" }),
    decision: about("forum", { erase: "keep" }),
    decidedAt: about("forum", { erase: "keep" }),
    decidedBy: who("handling"),
    stood: plain,
  },
});
