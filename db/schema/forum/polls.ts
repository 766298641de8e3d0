import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, secret, who } from "../../classify";
import { moment } from "../../columns";
import { persons } from "../people";
import { forumPosts } from "./posts";

/**
 * When readers see what was chosen: at any time, once they voted, once it is closed; or, once it is closed, without who chose what. A poll
 * of the last kind is one without names.
 */
export const POLL_SHOWS = ["always", "voted", "closed", "anonymous"] as const;

/** What is asked of a poll that is to be; a moment as text. */
export type NewPoll = { question: string; options: string[]; most: number; shows: (typeof POLL_SHOWS)[number]; closesAt: string };

/** A question under a post, with what one may choose. */
export const forumPolls = pgTable(
  "forum_polls",
  {
    postId: uuid()
      .primaryKey()
      .references(() => forumPosts.id, { onDelete: "cascade" }),
    question: text().notNull(),
    options: text().array().notNull(),
    /** Of how many options at most one may choose. */
    most: smallint().notNull(),
    shows: text({ enum: POLL_SHOWS }).notNull(),
    /** How often each option was chosen, in their order, and by how many people: kept when those are gone. */
    counts: integer().array().notNull(),
    voters: integer().notNull().default(0),
    /** Nobody votes from then on. */
    closesAt: moment().notNull(),
    /** From then on its results are told to everybody, and of one without names nobody is stored any more. */
    closedAt: moment(),
  },
  (t) => [
    check("poll_shows", sql`${t.shows} in ('always', 'voted', 'closed', 'anonymous')`),
    check("poll_counts", sql`cardinality(${t.counts}) = cardinality(${t.options})`),
    // whose time is over
    index("poll_due").on(t.closesAt).where(sql`${t.closedAt} is null`),
  ],
);

classify(forumPolls, {
  title: "Polls under your posts",
  subjects: [{ by: "via", column: "postId", table: () => forumPosts }],
  erasure: { rows: "room", why: "a poll stays as long as its post does" },
  columns: {
    postId: about("forum", { erase: "keep" }),
    question: about("forum", { empty: "" }),
    options: about("forum", { empty: [] }),
    most: about("forum", { erase: "keep" }),
    shows: about("forum", { erase: "keep" }),
    // of one without names they are nobody's to see before it is closed, and of fewer than five people never
    counts: plain,
    voters: plain,
    closesAt: about("forum", { erase: "keep" }),
    closedAt: about("forum", { erase: "keep" }),
  },
});

/** One person's vote. Of a poll without names it is gone when that is closed, and shown to nobody else before. */
export const forumVotes = pgTable(
  "forum_votes",
  {
    postId: uuid()
      .notNull()
      .references(() => forumPolls.postId, { onDelete: "cascade" }),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    /** Which options, counted from 0. */
    choices: smallint().array(),
    /** The same in a poll without names. */
    sealed: smallint().array(),
    votedAt: moment().notNull(),
    /** What whoever voted is called, where they wrote in the topic without their name before. */
    namelessAs: text(),
  },
  (t) => [
    primaryKey({ columns: [t.postId, t.personId] }),
    check("vote_choices", sql`num_nonnulls(${t.choices}, ${t.sealed}) = 1`),
    // who voted, in order
    index("vote_by_post").on(t.postId, t.votedAt, t.personId),
    // copy, erasure
    index("vote_by_person").on(t.personId),
  ],
);

classify(forumVotes, {
  title: "Polls in which you voted",
  subjects: [{ by: "person", column: "personId" }],
  // how often each option was chosen is counted without them
  erasure: { rows: "delete" },
  columns: {
    postId: about("forum"),
    personId: who("forum"),
    choices: about("forum", { label: "What you chose, the first being 0" }),
    sealed: secret(
      "forum",
      "what you chose in a poll without names: shown to you alone, under the poll, until it closes and this is deleted",
    ),
    votedAt: about("forum"),
    namelessAs: about("forum", { label: "What readers are told instead of your name" }),
  },
});
