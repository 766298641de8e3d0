import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../classify";
import { key, moment, searchVector } from "../columns";
import { TAKE_OUT_REASONS } from "./guard";
import { interestName, persons } from "./people";
import { scopes } from "./permissions";

/** The snippets that a text names; they stand in its HTML. */
const snippetNames = () => text().array().notNull().default([]);

/**
 * The words of a page that search looks through and cuts excerpts from. A line that stands for something, as `::topics name` does, is left
 * out: its reader may not know what it names. Of a block's first line its title stays.
 */
export const searchedBody = sql.raw("regexp_replace(body_markdown, '^(:: ?[a-z].*$|:::+ ?[a-z]*)', '', 'gin')");

export const contentPages = pgTable(
  "content_pages",
  {
    id: key(),
    /** Names the page in its editors' addresses, also when it moves. */
    code: text().notNull().unique("page_by_code"),
    /** The place in the tree and the address: `guidance/contracts`. The home page is ''; news articles are below `news/`. */
    path: text().notNull().unique("page_by_path"),
    scopeId: uuid()
      .notNull()
      .references(() => scopes.id),
    title: text().notNull(),
    summary: text().notNull(),
    /** Shown to those who may not read a page for members; without one they are told nothing of it. */
    teaser: text(),
    bodyMarkdown: text().notNull(),
    bodyHtml: text().notNull(),
    rendererVersion: smallint().notNull(),
    snippets: snippetNames(),
    /** Order among its siblings. */
    position: integer().notNull().default(0),
    /** Who checked it last. */
    authorId: uuid().references(() => persons.id),
    /** Whom it was handed to; nobody: whoever checked it last looks after it. */
    ownerId: uuid().references(() => persons.id),
    /** The page that holds now; this one is kept to look back at. */
    supersededById: uuid().references((): AnyPgColumn => contentPages.id, { onDelete: "set null" }),
    reviewedAt: moment(),
    /** When it is to be read through again. */
    reviewDueAt: moment(),
    /** What its owner was told of that day: that it comes, then that it has passed. */
    reviewTold: text({ enum: ["soon", "overdue"] }),
    /** Rises with each save; a save that names an older one is a conflict. */
    version: integer().notNull().default(1),
    /** The revision that readers get, and that this row holds; null while it was never published, and then this row holds no text. */
    publishedVersion: integer(),
    publishedAt: moment(),
    /** The last published text that says something else, and since when: a small change says the same. */
    changedVersion: integer(),
    changedAt: moment(),
    /** Taken down: its address answers “gone”. */
    archivedAt: moment(),
    search: searchVector(
      "search",
      () =>
        sql`setweight(search_vector(title), 'A') || setweight(search_vector(summary), 'B') || setweight(search_vector(${searchedBody}), 'D')`,
    ),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
  },
  (t) => [
    check("page_code", sql`${t.code} ~ '^[0-9a-hjkmnp-tv-z]{10}$'`),
    check("page_published", sql`(${t.publishedAt} is null) = (${t.publishedVersion} is null)`),
    check("page_path", sql`${t.path} = '' or ${t.path} ~ '^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$'`),
    unique("page_scope").on(t.id, t.scopeId),
    index("page_by_scope").on(t.scopeId),
    index("page_search").using("gin", t.search).with({ fastupdate: false }),
    // news, newest first
    index("page_by_publication").on(t.publishedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("page_by_author").on(t.authorId),
    // whose pages are handed on when they are merged, erased or copied
    index("page_by_owner").on(t.ownerId),
    index("page_by_successor").on(t.supersededById),
    // where a snippet stands
    index("page_by_snippet").using("gin", t.snippets),
    // what is to be read through again, the longest due first
    index("page_by_review").on(t.reviewDueAt).where(sql`${t.archivedAt} is null`),
    // the children of a page: paths below its own, in byte order
    index("page_tree").on(t.path.op("text_pattern_ops")),
  ],
);

classify(contentPages, {
  title: "Pages you wrote, reviewed or look after",
  subjects: [
    { by: "person", column: "authorId" },
    { by: "person", column: "ownerId" },
  ],
  erasure: { rows: "keep", why: "the network's publication; its author is an empty shell afterwards" },
  columns: {
    id: plain,
    code: plain,
    path: plain,
    scopeId: plain,
    title: about("publishing", { erase: "keep" }),
    summary: plain,
    teaser: plain,
    bodyMarkdown: plain,
    bodyHtml: plain,
    rendererVersion: plain,
    snippets: plain,
    position: plain,
    authorId: who("publishing"),
    ownerId: who("publishing"),
    supersededById: plain,
    reviewedAt: plain,
    reviewDueAt: plain,
    reviewTold: plain,
    version: plain,
    publishedVersion: plain,
    publishedAt: plain,
    changedVersion: plain,
    changedAt: plain,
    archivedAt: plain,
    search: plain,
    createdAt: plain,
    updatedAt: plain,
  },
});

/** What a page is about, for “new guidance in your interests”. */
export const contentPageInterests = pgTable(
  "content_page_interests",
  {
    pageId: uuid()
      .notNull()
      .references(() => contentPages.id, { onDelete: "cascade" }),
    interest: interestName(),
  },
  (t) => [primaryKey({ name: "page_interest", columns: [t.pageId, t.interest] }), index("page_interest_named").on(t.interest)],
);
classify(contentPageInterests, { title: "What pages are about", columns: { pageId: plain, interest: plain } });

/** What was saved, each time. The newest beyond the page's published version is its draft. */
export const contentRevisions = pgTable(
  "content_revisions",
  {
    id: key(),
    pageId: uuid()
      .notNull()
      .references(() => contentPages.id),
    number: integer().notNull(),
    title: text().notNull(),
    summary: text().notNull(),
    teaser: text(),
    bodyMarkdown: text().notNull(),
    bodyHtml: text().notNull(),
    rendererVersion: smallint().notNull(),
    snippets: snippetNames(),
    savedBy: uuid().references(() => persons.id),
    savedAt: moment().notNull(),
    /** The number of the revision that this one brought back. */
    restoredFrom: integer(),
    /** When its text was taken out for good; the row stays, empty. */
    takenOutAt: moment(),
    takenOutBy: uuid().references(() => persons.id),
    takenOutWhy: text({ enum: TAKE_OUT_REASONS }),
  },
  (t) => [
    uniqueIndex("revision_number").on(t.pageId, t.number.desc().nullsFirst()),
    index("revision_by_editor").on(t.savedBy),
    // where a snippet stands
    index("revision_by_snippet").using("gin", t.snippets),
  ],
);

classify(contentRevisions, {
  title: "Texts of pages you saved",
  subjects: [{ by: "person", column: "savedBy" }],
  erasure: { rows: "keep", why: "the network's publication; its editor is an empty shell afterwards" },
  columns: {
    id: plain,
    pageId: plain,
    number: plain,
    title: about("publishing", { erase: "keep" }),
    summary: plain,
    teaser: plain,
    bodyMarkdown: plain,
    bodyHtml: plain,
    rendererVersion: plain,
    snippets: plain,
    savedBy: who("publishing"),
    savedAt: about("publishing", { erase: "keep" }),
    restoredFrom: plain,
    takenOutAt: about("publishing", { erase: "keep" }),
    takenOutBy: who("handling"),
    takenOutWhy: about("publishing", { erase: "keep" }),
  },
});

/** Where a page was before it moved. */
export const contentRedirects = pgTable(
  "content_redirects",
  {
    path: text().primaryKey(),
    pageId: uuid()
      .notNull()
      .references(() => contentPages.id),
    createdAt: moment().notNull(),
  },
  (t) => [index("redirect_by_page").on(t.pageId)],
);

classify(contentRedirects, { title: "Earlier addresses of pages", columns: { path: plain, pageId: plain, createdAt: plain } });

/** In which months somebody opened a page: neither who nor how often. */
export const contentOpenings = pgTable(
  "content_openings",
  {
    pageId: uuid()
      .notNull()
      .references(() => contentPages.id, { onDelete: "cascade" }),
    /** Its first day. */
    month: date({ mode: "string" }).notNull(),
  },
  // since when it is noted at all
  (t) => [primaryKey({ name: "content_opening", columns: [t.pageId, t.month] }), index("content_opening_by_month").on(t.month)],
);

classify(contentOpenings, { title: "In which months pages were opened", columns: { pageId: plain, month: plain } });

/** Which text of a guide somebody has read, to tell them what changed since. */
export const contentReads = pgTable(
  "content_reads",
  {
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    pageId: uuid()
      .notNull()
      .references(() => contentPages.id, { onDelete: "cascade" }),
    version: integer().notNull(),
    /** When they first met that text, and when they were last here. */
    seenAt: moment().notNull(),
    readAt: moment().notNull(),
    /** The text that they had read before it, and when last. */
    sinceVersion: integer(),
    sinceAt: moment(),
  },
  (t) => [primaryKey({ name: "content_read", columns: [t.personId, t.pageId] }), index("content_read_by_page").on(t.pageId)],
);

classify(contentReads, {
  title: "Which text of a guide you have read",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    personId: who("reading"),
    pageId: about("reading"),
    version: about("reading"),
    seenAt: about("reading"),
    readAt: about("reading"),
    sinceVersion: about("reading"),
    sinceAt: about("reading"),
  },
});

/** Who does not want it remembered which guides they read. */
export const contentReadingStopped = pgTable("content_reading_stopped", {
  personId: uuid()
    .primaryKey()
    .references(() => persons.id),
  stoppedAt: moment().notNull(),
});

classify(contentReadingStopped, {
  title: "That we are not to remember which guides you read",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: { personId: who("reading"), stoppedAt: about("reading") },
});

/** Whether a page was useful to somebody who read it, and what they missed. Who said so is kept nowhere. */
export const contentFeedback = pgTable(
  "content_feedback",
  {
    /** Of the form that was sent: what comes twice counts once. */
    id: key(),
    code: text().notNull().unique("feedback_by_code"),
    pageId: uuid()
      .notNull()
      .references(() => contentPages.id, { onDelete: "cascade" }),
    isUseful: boolean().notNull(),
    /** In their own words; null where they wrote none, or an editor removed them. */
    words: text(),
    givenAt: moment().notNull(),
    /** The day on which whoever looks after the page was told of the words; without words, that an editor removed them. */
    toldOn: date({ mode: "string" }),
  },
  (t) => [
    // what was said of a page, newest first; its counts
    index("feedback_by_page").on(t.pageId, t.givenAt.desc().nullsFirst(), t.code.desc().nullsFirst()),
    // words that nobody was told of, and those of one day's mail
    index("feedback_told").on(t.toldOn, t.givenAt).where(sql`${t.words} is not null`),
    // retention
    index("feedback_age").on(t.givenAt),
  ],
);

classify(contentFeedback, {
  title: "Whether pages were useful",
  columns: { id: plain, code: plain, pageId: plain, isUseful: plain, words: plain, givenAt: plain, toldOn: plain },
});

/** Words that are kept once, and stand in each page that names them. */
export const contentSnippets = pgTable(
  "content_snippets",
  {
    id: key(),
    /** As pages name it, and its editors' address. */
    name: text().notNull().unique("snippet_by_name"),
    /** What it is, for its editors. */
    title: text().notNull(),
    bodyMarkdown: text().notNull(),
    /** Rises with each save; a save that names an older one is a conflict. */
    version: integer().notNull().default(1),
    savedBy: uuid().references(() => persons.id),
    savedAt: moment().notNull(),
  },
  (t) => [check("snippet_name", sql`${t.name} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`), index("snippet_by_editor").on(t.savedBy)],
);

classify(contentSnippets, {
  title: "Snippets of pages you saved",
  subjects: [{ by: "person", column: "savedBy" }],
  erasure: { rows: "keep", why: "the network's publication; its editor is an empty shell afterwards" },
  columns: {
    id: plain,
    name: plain,
    title: about("publishing", { erase: "keep" }),
    bodyMarkdown: plain,
    version: plain,
    savedBy: who("publishing"),
    savedAt: about("publishing", { erase: "keep" }),
  },
});
