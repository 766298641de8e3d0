import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, secret, who } from "../../classify";
import { key, moment, searchVector } from "../../columns";
import { contentPages } from "../content";
import { persons } from "../people";
import { scopes } from "../permissions";

export const forumCategories = pgTable(
  "forum_categories",
  {
    id: key(),
    slug: text().notNull().unique("category_slug"),
    name: text().notNull(),
    description: text().notNull(),
    position: integer().notNull(),
    /** What readers are told of whoever posts there without their name; nothing where everybody has one. */
    namelessAs: text(),
    scopeId: uuid()
      .notNull()
      .references(() => scopes.id),
  },
  (t) => [unique("category_scope").on(t.id, t.scopeId)],
);

classify(forumCategories, {
  title: "Forum categories",
  columns: { id: plain, slug: plain, name: plain, description: plain, position: plain, namelessAs: plain, scopeId: plain },
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
    /** Who began it without their name, and what readers are told instead (`forum_posts`). */
    namelessBy: uuid().references(() => persons.id),
    namelessAs: text(),
    createdAt: moment().notNull(),
    /** The number of the latest post; numbers are given under this row's lock and never reused. */
    lastPostNumber: integer().notNull(),
    /** Up to this post they came from another forum: news to nobody. */
    importedNumber: integer().notNull().default(0),
    /** Of the latest post that was not removed. */
    lastPostAt: moment().notNull(),
    lastPostBy: uuid().references(() => persons.id),
    lastNamelessAs: text(),
    /** Closed by a moderator at once, or from a day on by itself; and open again from a day on. */
    lockedAt: moment(),
    closesAt: moment(),
    opensAt: moment(),
    lockedBy: uuid().references(() => persons.id),
    pinnedAt: moment(),
    pinnedUntil: moment(),
    /** Until then it stands above the topics of every category. */
    announcedUntil: moment(),
    /** When the title was last changed: its earlier ones are revisions of the first post, or put aside with what a moderator did. */
    retitledAt: moment(),
    retitledBy: text({ enum: ["author", "moderator"] }),
    /** Removed as a whole: nothing of it is shown anywhere. */
    removedAt: moment(),
    removedBy: text({ enum: ["author", "moderator", "merged"] }),
    /** Where its posts stand now; its address leads there. */
    mergedIntoId: uuid().references((): AnyPgColumn => forumTopics.id),
    /** Its title is shown to nobody: its first post is hidden until a moderator looked. */
    hiddenAt: moment(),
    /** Double submit of the same form makes one topic. */
    submissionId: uuid().notNull().unique("topic_submission"),
    search: searchVector("search", () => sql`setweight(search_vector(title), 'A')`),
  },
  (t) => [
    // what stands with its tags goes along with it
    unique("topic_of_tags").on(t.id, t.categoryId, t.lastPostAt),
    check("topic_place", sql`num_nonnulls(${t.categoryId}, ${t.pageId}) = 1`),
    check(
      "topic_nameless",
      sql`(${t.namelessBy} is null or ${t.namelessAs} is not null) and (${t.namelessAs} is null or ${t.authorId} is null)`,
    ),
    check("topic_retitle", sql`(${t.retitledAt} is null) = (${t.retitledBy} is null)`),
    check("topic_removal", sql`(${t.removedAt} is null) = (${t.removedBy} is null)`),
    check("topic_merged", sql`(${t.removedBy} is not distinct from 'merged') = (${t.mergedIntoId} is not null)`),
    // what leads to a topic
    index("topic_merged_into").on(t.mergedIntoId).where(sql`${t.mergedIntoId} is not null`),
    // the retention sweep
    index("topic_removed").on(t.removedAt).where(sql`${t.removedAt} is not null`),
    index("topic_search").using("gin", t.search).with({ fastupdate: false }),
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
    // those that nobody has answered, in the same order
    index("topic_unanswered")
      .on(t.categoryId, t.lastPostAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.lastPostAt} = ${t.createdAt} and ${t.removedAt} is null and (${t.lockedAt} is null or ${t.opensAt} is not null)`),
    // those of a month
    index("topic_by_start").on(t.createdAt, t.id).where(sql`${t.pageId} is null and ${t.removedAt} is null`),
    index("topic_pinned").on(t.categoryId).where(sql`${t.pinnedAt} is not null`),
    // what stands above all; when the next one closes, opens or comes down
    index("topic_announced").on(t.announcedUntil).where(sql`${t.announcedUntil} is not null`),
    index("topic_pinned_until").on(t.pinnedUntil).where(sql`${t.pinnedUntil} is not null`),
    index("topic_closes").on(t.closesAt).where(sql`${t.closesAt} is not null`),
    index("topic_opens").on(t.opensAt).where(sql`${t.opensAt} is not null`),
    index("topic_by_author").on(t.authorId),
    index("topic_by_nameless").on(t.namelessBy).where(sql`${t.namelessBy} is not null`),
    index("topic_by_last_poster").on(t.lastPostBy),
  ],
);

classify(forumTopics, {
  title: "Topics you started",
  subjects: [
    { by: "person", column: "authorId" },
    { by: "person", column: "namelessBy" },
  ],
  erasure: { rows: "room", why: "the author chooses whether their titles stay" },
  columns: {
    id: plain,
    code: plain,
    categoryId: plain,
    pageId: plain,
    scopeId: plain,
    title: about("forum", { empty: "[removed by its author]" }),
    authorId: who("forum"),
    namelessBy: who("forum"),
    namelessAs: about("forum", { erase: "keep", label: "What readers are told instead of your name" }),
    createdAt: about("forum", { erase: "keep" }),
    lastPostNumber: plain,
    importedNumber: plain,
    lastPostAt: plain,
    lastPostBy: who("forum"),
    lastNamelessAs: plain,
    lockedAt: plain,
    closesAt: plain,
    opensAt: plain,
    lockedBy: who("handling"),
    pinnedAt: plain,
    pinnedUntil: plain,
    announcedUntil: plain,
    retitledAt: about("forum", { erase: "keep" }),
    retitledBy: about("forum", { erase: "keep" }),
    removedAt: about("forum", { erase: "keep" }),
    removedBy: about("forum", { erase: "keep" }),
    mergedIntoId: plain,
    hiddenAt: about("forum", { erase: "keep" }),
    submissionId: plain,
    search: secret("forum", "the search index of the title", { erase: "keep" }),
  },
});
