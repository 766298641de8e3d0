import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, smallint, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../classify";
import { key, moment, searchVector } from "../columns";
import { TAKE_OUT_REASONS } from "./guard";
import { interestName, persons } from "./people";
import { scopes } from "./permissions";

/** The snippets that a text names; they stand in its HTML. */
const snippetNames = () => text().array().notNull().default([]);

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
    authorId: uuid().references(() => persons.id),
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
    /** Taken down: its address answers “gone”. */
    archivedAt: moment(),
    search: searchVector(
      "search",
      () =>
        sql`setweight(search_vector(title), 'A') || setweight(search_vector(summary), 'B') || setweight(search_vector(body_markdown), 'D')`,
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
    // where a snippet stands
    index("page_by_snippet").using("gin", t.snippets),
    // what is to be read through again, the longest due first
    index("page_by_review").on(t.reviewDueAt).where(sql`${t.archivedAt} is null`),
    // the children of a page: paths below its own, in byte order
    index("page_tree").on(t.path.op("text_pattern_ops")),
  ],
);

classify(contentPages, {
  title: "Pages you wrote or reviewed",
  subjects: [{ by: "person", column: "authorId" }],
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
    reviewedAt: plain,
    reviewDueAt: plain,
    reviewTold: plain,
    version: plain,
    publishedVersion: plain,
    publishedAt: plain,
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
