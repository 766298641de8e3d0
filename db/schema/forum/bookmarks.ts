import { sql } from "drizzle-orm";
import { date, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../../classify";
import { moment } from "../../columns";
import { persons } from "../people";
import { forumPosts } from "./posts";

/** A post that somebody wants to find again, with what they noted for themselves. */
export const forumBookmarks = pgTable(
  "forum_bookmarks",
  {
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    postId: uuid()
      .notNull()
      .references(() => forumPosts.id, { onDelete: "cascade" }),
    code: text().notNull().unique("bookmark_by_code"),
    note: text().notNull().default(""),
    /** A day in London on which they are told of it; empty again once it has come. */
    remindOn: date(),
    remindedAt: moment(),
    bookmarkedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.postId] }),
    // one's own, newest first, by keyset
    index("bookmark_by_time").on(t.personId, t.bookmarkedAt.desc().nullsFirst(), t.code.desc().nullsFirst()),
    // what goes with a post
    index("bookmark_by_post").on(t.postId),
    // whose day has come
    index("bookmark_due").on(t.remindOn).where(sql`${t.remindOn} is not null`),
  ],
);

classify(forumBookmarks, {
  title: "Posts you bookmarked",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    personId: who("forum"),
    postId: about("forum"),
    code: plain,
    note: about("forum", { label: "Your note" }),
    remindOn: about("forum", { label: "Remind me on" }),
    remindedAt: about("forum"),
    bookmarkedAt: about("forum"),
  },
});
