import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { about, classify, plain, secret, who } from "../../classify";
import { key, moment, searchVector } from "../../columns";
import { persons } from "../people";
import { forumTopics } from "./topics";

export const forumPosts = pgTable(
  "forum_posts",
  {
    id: key(),
    topicId: uuid()
      .notNull()
      .references(() => forumTopics.id),
    number: integer().notNull(),
    authorId: uuid().references(() => persons.id),
    /**
     * Who wrote it without their name: nobody stands as its author then, so that no statement which does not ask for this column tells
     * (`writerOf`).
     */
    namelessBy: uuid().references(() => persons.id),
    /** What readers are told instead: one for each such writer of the topic. Of a stub, what its post was called there. */
    namelessAs: text(),
    bodyMarkdown: text().notNull(),
    bodyHtml: text().notNull(),
    rendererVersion: smallint().notNull(),
    submissionId: uuid().notNull().unique("post_submission"),
    createdAt: moment().notNull(),
    editedAt: moment(),
    editedBy: text({ enum: ["author", "moderator"] }),
    /** What its author removed is empty from then on; what a moderator removed is kept in `forum_moderations`. */
    removedAt: moment(),
    removedBy: text({ enum: ["author", "moderator", "moved"] }),
    /** This row is the stub of a post that stands elsewhere now: nobody wrote it, and its number leads there. */
    movedToId: uuid().references((): AnyPgColumn => forumPosts.id, { onDelete: "cascade" }),
    /** The act of a moderator (`forum_moderations`) that is undone by it; none of one that was undone. */
    movedWith: uuid(),
    /** Reported as a patient's details: shown to nobody until a moderator looked. */
    hiddenAt: moment(),
    search: searchVector("search", () => sql`setweight(search_vector(body_markdown), 'D')`),
  },
  (t) => [
    index("post_search").using("gin", t.search).with({ fastupdate: false }),
    // the newest, among which common words are looked for
    index("post_by_time").on(t.createdAt, t.id),
    // a page of a topic, by number
    uniqueIndex("post_number").on(t.topicId, t.number),
    // what a count of posts leaves out
    index("post_removed").on(t.topicId, t.number).where(sql`${t.removedAt} is not null`),
    check(
      "post_nameless",
      sql`(${t.namelessBy} is null or ${t.namelessAs} is not null) and (${t.namelessAs} is null or ${t.authorId} is null)`,
    ),
    // the same as of an author, and what is taken already in a topic
    index("post_by_nameless")
      .on(t.namelessBy, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.namelessBy} is not null`),
    index("post_nameless").on(t.topicId).where(sql`${t.namelessAs} is not null`),
    check("post_edit", sql`(${t.editedAt} is null) = (${t.editedBy} is null)`),
    check("post_removal", sql`(${t.removedAt} is null) = (${t.removedBy} is null)`),
    check("post_moved", sql`(${t.removedBy} is not distinct from 'moved') = (${t.movedToId} is not null)`),
    // what leads to a post, and what one act moved
    index("post_moved_to").on(t.movedToId).where(sql`${t.movedToId} is not null`),
    index("post_moved_with").on(t.movedWith).where(sql`${t.movedWith} is not null`),
    // a person's posts: copy, erasure; newest first on the page about them, by keyset
    index("post_by_author").on(t.authorId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    // the topics that they began, in the same order
    index("post_first_by_author").on(t.authorId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`${t.number} = 1`),
  ],
);

classify(forumPosts, {
  title: "Your posts",
  subjects: [
    { by: "person", column: "authorId" },
    { by: "person", column: "namelessBy" },
  ],
  erasure: { rows: "room", why: "the author chooses whether their posts stay" },
  columns: {
    id: plain,
    topicId: about("forum", { erase: "keep" }),
    number: about("forum", { erase: "keep" }),
    authorId: who("forum"),
    namelessBy: who("forum"),
    namelessAs: about("forum", { erase: "keep", label: "What readers are told instead of your name" }),
    bodyMarkdown: about("forum", { empty: "" }),
    bodyHtml: about("forum", { empty: "" }),
    rendererVersion: plain,
    submissionId: plain,
    createdAt: about("forum", { erase: "keep" }),
    editedAt: about("forum", { erase: "keep" }),
    editedBy: about("forum", { erase: "keep" }),
    removedAt: about("forum", { erase: "keep" }),
    removedBy: about("forum", { erase: "keep" }),
    movedToId: plain,
    movedWith: plain,
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

/** One member's thanks for one post. */
export const forumThanks = pgTable(
  "forum_thanks",
  {
    postId: uuid()
      .notNull()
      .references(() => forumPosts.id, { onDelete: "cascade" }),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    /** Whose post it was, so that what somebody got on a day is found without all that they wrote; nobody, of one without a name. */
    authorId: uuid().references(() => persons.id),
    thankedAt: moment().notNull(),
    /** What whoever said it is called, where they wrote in the topic without their name before. */
    namelessAs: text(),
  },
  (t) => [
    primaryKey({ columns: [t.postId, t.personId] }),
    // who thanked for a post, in order
    index("thanks_by_post").on(t.postId, t.thankedAt, t.personId),
    index("thanks_by_person").on(t.personId),
    index("thanks_by_author").on(t.authorId, t.thankedAt),
  ],
);

classify(forumThanks, {
  title: "Thanks that you gave or got",
  subjects: [
    { by: "person", column: "personId" },
    { by: "person", column: "authorId" },
    { by: "via", column: "postId", table: () => forumPosts },
  ],
  erasure: { rows: "room", why: "thanks for a post without a name stay as long as the post does" },
  columns: {
    postId: about("forum", { erase: "keep" }),
    personId: who("forum"),
    authorId: who("forum"),
    thankedAt: about("forum", { erase: "keep" }),
    namelessAs: about("forum", { erase: "keep" }),
  },
});

/** Which reply answered a topic, as who began it or a moderator says: one at most. */
export const forumAnswers = pgTable(
  "forum_answers",
  {
    topicId: uuid()
      .primaryKey()
      .references(() => forumTopics.id),
    postId: uuid()
      .notNull()
      .references(() => forumPosts.id, { onDelete: "cascade" }),
    /** Nobody, where it was whoever began the topic without their name. */
    markedBy: uuid().references(() => persons.id),
    markedAt: moment().notNull(),
  },
  // copy, erasure; whose reply was marked
  (t) => [uniqueIndex("answer_post").on(t.postId), index("answer_by_marker").on(t.markedBy)],
);

classify(forumAnswers, {
  title: "Answers that you marked, gave or got",
  subjects: [
    { by: "person", column: "markedBy" },
    { by: "via", column: "postId", table: () => forumPosts },
    { by: "via", column: "topicId", table: () => forumTopics },
  ],
  erasure: { rows: "room", why: "an answer stays as long as its text does" },
  columns: {
    topicId: about("forum", { erase: "keep" }),
    postId: about("forum", { erase: "keep" }),
    markedBy: who("forum"),
    markedAt: about("forum", { erase: "keep" }),
  },
});

/**
 * What a post quotes of another in its topic: stands where its text has the line `> [post 12]`, of a further quote of the same post
 * `> [post 12, 2]`. The words are here alone.
 */
export const forumQuotes = pgTable(
  "forum_quotes",
  {
    id: key(),
    postId: uuid()
      .notNull()
      .references(() => forumPosts.id, { onDelete: "cascade" }),
    quotedId: uuid()
      .notNull()
      .references(() => forumPosts.id, { onDelete: "cascade" }),
    /** The number as it was typed: the quoted post may have another one, or stand in another topic, by now. */
    named: integer().notNull(),
    /** Counted for each number that is named. Never used again, as earlier texts of the post name it too. */
    ordinal: smallint().notNull(),
    /** Whether the text names it as it stands; others are of earlier texts. */
    isCurrent: boolean().notNull().default(true),
    /** Says which post it answers, without its words. */
    isAnswer: boolean().notNull(),
    /** Whether the quoted post says these words: found out where either changes (`settleQuotes`). */
    isSaid: boolean().notNull(),
    bodyMarkdown: text().notNull(),
    bodyHtml: text().notNull(),
    rendererVersion: smallint().notNull(),
  },
  // with a post; what quotes a post that was changed, removed or whose author leaves
  (t) => [uniqueIndex("quote_of_post").on(t.postId, t.named, t.ordinal), index("quote_by_quoted").on(t.quotedId)],
);

const QUOTED = "words of a post, which the copy of whoever wrote them holds";

classify(forumQuotes, {
  title: "What you quoted, and who quoted you",
  subjects: [
    { by: "via", column: "postId", table: () => forumPosts },
    { by: "via", column: "quotedId", table: () => forumPosts },
  ],
  erasure: { rows: "room", why: "a quote stays as long as both posts do" },
  columns: {
    id: plain,
    postId: about("forum", { erase: "keep" }),
    quotedId: about("forum", { erase: "keep" }),
    named: about("forum", { erase: "keep" }),
    ordinal: about("forum", { erase: "keep" }),
    isCurrent: about("forum", { erase: "keep" }),
    isAnswer: about("forum", { erase: "keep" }),
    isSaid: about("forum", { erase: "keep" }),
    bodyMarkdown: secret("forum", QUOTED, { empty: "" }),
    bodyHtml: secret("forum", QUOTED, { empty: "" }),
    rendererVersion: plain,
  },
});

/**
 * Whom a post mentions: stands where its text, or one that it had before, has `@{1}`. The name is nowhere in it. Numbers are never used
 * again within a post. Of whom no text names any more, only that it was somebody is kept, for a day.
 */
export const forumMentions = pgTable(
  "forum_mentions",
  {
    postId: uuid()
      .notNull()
      .references(() => forumPosts.id, { onDelete: "cascade" }),
    number: smallint().notNull(),
    personId: uuid().references(() => persons.id),
    mentionedAt: moment().notNull(),
  },
  // with a post; copy, erasure
  (t) => [primaryKey({ columns: [t.postId, t.number] }), index("mention_by_person").on(t.personId)],
);

classify(forumMentions, {
  title: "Whom you mentioned, and who mentioned you",
  subjects: [
    { by: "person", column: "personId" },
    { by: "via", column: "postId", table: () => forumPosts },
  ],
  erasure: { rows: "room", why: "a mention stays as long as its text does, and then says “a former member”" },
  columns: {
    postId: about("forum", { erase: "keep" }),
    number: about("forum", { erase: "keep" }),
    personId: who("forum"),
    mentionedAt: about("forum", { erase: "keep" }),
  },
});
