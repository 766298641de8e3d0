import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../../classify";
import { key, moment } from "../../columns";
import { persons } from "../people";
import { forumCleanUps } from "./moderation";
import type { NewPoll } from "./polls";
import { forumPosts } from "./posts";
import { forumCategories, forumTopics } from "./topics";

/** What happens to a text with such words: its writer is told once, it waits for a moderator, or it is not taken. */
export const WORD_OUTCOMES = ["warn", "hold", "refuse"] as const;

/** Words and phrases that staff watch for in what people post. */
export const forumWatchedWords = pgTable(
  "forum_watched_words",
  {
    id: key(),
    code: text().notNull().unique("watched_words_by_code"),
    /** As they were typed; `*` at a word's end stands for any ending. */
    words: text().notNull(),
    /** As they are looked for: case and accents folded. */
    folded: text().notNull().unique("watched_words_once"),
    outcome: text({ enum: WORD_OUTCOMES }).notNull(),
    addedAt: moment().notNull(),
  },
  (t) => [check("watched_words_outcome", sql`${t.outcome} in ('warn', 'hold', 'refuse')`)],
);

classify(forumWatchedWords, {
  title: "Words that are watched for",
  columns: { id: plain, code: plain, words: plain, folded: plain, outcome: plain, addedAt: plain },
});

/**
 * What somebody posted and a moderator has to let through first. It is no post: it takes its number, and what follows from a post, when it
 * is let through. So nothing that reads posts can show it.
 */
export const forumHeldPosts = pgTable(
  "forum_held_posts",
  {
    id: key(),
    code: text().notNull().unique("held_by_code"),
    /** A reply or comment waits for its topic; a topic, with its title, for its category. */
    topicId: uuid().references(() => forumTopics.id),
    categoryId: uuid().references(() => forumCategories.id),
    title: text(),
    /** As it was typed, with the words of its quotes. Empty once it stands as a post. */
    bodyMarkdown: text().notNull(),
    authorId: uuid()
      .notNull()
      .references(() => persons.id),
    /** What readers are to be told instead of its writer's name. */
    namelessAs: text(),
    /** What a topic that is to come was tagged with; what is a tag no more is left out. */
    tagIds: uuid().array().notNull().default([]),
    /** The poll that comes with it; none once it stands as a post. */
    poll: jsonb().$type<NewPoll>(),
    submissionId: uuid().notNull().unique("held_submission"),
    /** Who could read it there, as its writer was told. */
    audience: text({ enum: ["open", "members", "groups"] }).notNull(),
    groupIds: uuid().array().notNull(),
    /** Why it waits, and for which words of its text; none once it stands as a post. */
    why: text({ enum: ["words", "newcomer"] }).notNull(),
    words: text().array().notNull(),
    heldAt: moment().notNull(),
    state: text({ enum: ["waiting", "through", "declined"] }).notNull(),
    postId: uuid().references(() => forumPosts.id, { onDelete: "set null" }),
    /** The first moderator who declined it; after an appeal another one decides. */
    declinedBy: uuid().references(() => persons.id),
    declinedAt: moment(),
    reason: text(),
    /** Declined with much else of its writer's. */
    cleanUpId: uuid().references(() => forumCleanUps.id, { onDelete: "set null" }),
    appeal: text(),
    appealedAt: moment(),
    /** What another moderator said when it stayed declined. */
    decisionWhy: text(),
    decidedBy: uuid().references(() => persons.id),
    decidedAt: moment(),
  },
  (t) => [
    check("held_place", sql`num_nonnulls(${t.topicId}, ${t.categoryId}) = 1`),
    check("held_title", sql`(${t.categoryId} is null) = (${t.title} is null)`),
    check("held_decline", sql`(${t.declinedAt} is null) = (${t.reason} is null)`),
    check("held_appeal", sql`(${t.appeal} is null) = (${t.appealedAt} is null)`),
    check("held_decided_by_another", sql`${t.decidedBy} <> ${t.declinedBy}`),
    // what waits for moderators, oldest first
    index("held_waiting").on(t.heldAt, t.id).where(sql`${t.state} = 'waiting'`),
    // a writer's own, the newest first; copy, erasure
    index("held_by_author").on(t.authorId, t.id),
    // what waits for a topic that is moved
    index("held_for_topic").on(t.topicId).where(sql`${t.topicId} is not null`),
    index("held_by_clean_up").on(t.cleanUpId).where(sql`${t.cleanUpId} is not null`),
    index("held_as_post").on(t.postId).where(sql`${t.postId} is not null`),
    // the retention sweep
    index("held_age").on(sql`coalesce(${t.decidedAt}, ${t.declinedAt}, ${t.heldAt})`).where(sql`${t.state} <> 'waiting'`),
  ],
);

classify(forumHeldPosts, {
  title: "What you posted and a moderator had to let through first",
  subjects: [{ by: "person", column: "authorId" }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    code: plain,
    topicId: plain,
    categoryId: plain,
    title: about("forum"),
    bodyMarkdown: about("forum", { empty: "" }),
    authorId: who("forum"),
    namelessAs: about("forum", { erase: "keep" }),
    tagIds: plain,
    poll: about("forum"),
    submissionId: plain,
    audience: plain,
    groupIds: plain,
    why: about("forum", { erase: "keep" }),
    words: about("forum", { empty: [] }),
    heldAt: about("forum", { erase: "keep" }),
    state: about("forum", { erase: "keep" }),
    postId: plain,
    declinedBy: who("handling"),
    declinedAt: about("forum", { erase: "keep" }),
    reason: about("forum"),
    cleanUpId: plain,
    appeal: about("forum"),
    appealedAt: about("forum"),
    decisionWhy: about("forum"),
    decidedBy: who("handling"),
    decidedAt: about("forum", { erase: "keep" }),
  },
});

/** Which moderator looks at what waits. It hinders nobody, and ends by its time. */
export const forumClaims = pgTable(
  "forum_claims",
  {
    /** What waits, as the queue calls it. */
    item: text().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    at: moment().notNull(),
  },
  // copy, erasure; what has ended
  (t) => [index("claim_by_person").on(t.personId), index("claim_age").on(t.at)],
);

classify(forumClaims, {
  title: "What you said as a moderator that you look at",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: { item: plain, personId: who("handling"), at: about("handling") },
});

/** Reasons that moderators give often, to choose from and change. */
export const forumReasons = pgTable("forum_reasons", {
  id: key(),
  code: text().notNull().unique("reason_by_code"),
  words: text().notNull().unique("reason_once"),
  addedAt: moment().notNull(),
});

classify(forumReasons, {
  title: "Reasons that moderators choose from",
  columns: { id: plain, code: plain, words: plain, addedAt: plain },
});

/**
 * Each decision of moderators as a count, without a person or a post, kept when the decision itself is forgotten: for the three
 * years of the Online Safety Act.
 */
export const forumDecisions = pgTable(
  "forum_decisions",
  {
    id: key(),
    /** Its first moment: a closer one would tell which post it was. */
    quarter: moment().notNull(),
    kind: text({ enum: ["report", "held", "appeal", "act"] }).notNull(),
    /** For what it was reported or held; against which kind of act was appealed; which kind of act it was. */
    about: text().notNull(),
    /** Of a report: who told. */
    source: text({ enum: ["member", "visitor"] }),
    outcome: text().notNull(),
    /** Within how many hours it was made; an act waits for nothing. */
    hours: integer(),
  },
  // a quarter's; the retention sweep
  (t) => [index("decision_by_quarter").on(t.quarter)],
);

classify(forumDecisions, {
  title: "Counts of moderators’ decisions",
  columns: { id: plain, quarter: plain, kind: plain, about: plain, source: plain, outcome: plain, hours: plain },
});
