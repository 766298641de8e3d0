import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../classify";
import { key, moment } from "../columns";
import { persons, scopes } from "./people";

export const contentPages = pgTable(
  "content_pages",
  {
    id: key(),
    /** The place in the tree and the address: `guidance/contracts`. The home page is ''. */
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
    /** Order among its siblings. */
    position: integer().notNull().default(0),
    authorId: uuid().references(() => persons.id),
    reviewedAt: moment(),
    publishedAt: moment(),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
  },
  (t) => [
    check("page_path", sql`${t.path} = '' or ${t.path} ~ '^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$'`),
    index("page_by_scope").on(t.scopeId),
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
    path: plain,
    scopeId: plain,
    title: about("publishing", { erase: "keep" }),
    summary: plain,
    teaser: plain,
    bodyMarkdown: plain,
    bodyHtml: plain,
    rendererVersion: plain,
    position: plain,
    authorId: who("publishing"),
    reviewedAt: plain,
    publishedAt: plain,
    createdAt: plain,
    updatedAt: plain,
  },
});
