import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../../classify";
import { key, moment } from "../../columns";
import { persons } from "../people";
import { forumTopics } from "./topics";

/** What staff let topics be tagged with. */
export const forumTags = pgTable(
  "forum_tags",
  {
    id: key(),
    slug: text().notNull().unique("tag_slug"),
    name: text().notNull(),
    description: text().notNull(),
  },
  (t) => [uniqueIndex("tag_name").on(sql`lower(${t.name})`)],
);

classify(forumTags, { title: "Tags of the forum", columns: { id: plain, slug: plain, name: plain, description: plain } });

/** The tags of a topic. Its category and its latest activity go along with the topic, so that a tag's topics are read from one index. */
export const forumTopicTags = pgTable(
  "forum_topic_tags",
  {
    topicId: uuid().notNull(),
    tagId: uuid()
      .notNull()
      .references(() => forumTags.id, { onDelete: "cascade" }),
    categoryId: uuid().notNull(),
    lastPostAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.topicId, t.tagId] }),
    foreignKey({
      name: "topic_tag_topic",
      columns: [t.topicId, t.categoryId, t.lastPostAt],
      foreignColumns: [forumTopics.id, forumTopics.categoryId, forumTopics.lastPostAt],
    })
      .onUpdate("cascade")
      .onDelete("cascade"),
    // a tag's topics in the categories that a reader may see, newest activity first; what goes with a tag
    index("topic_tag_by_activity").on(t.tagId, t.categoryId, t.lastPostAt.desc().nullsFirst(), t.topicId.desc().nullsFirst()),
  ],
);

classify(forumTopicTags, { title: "Tags of topics", columns: { topicId: plain, tagId: plain, categoryId: plain, lastPostAt: plain } });

/** Who wants to hear of what has a tag: of every post, of new topics, or of nothing. No row says no more than “normal”. */
export const forumTagWatches = pgTable(
  "forum_tag_watches",
  {
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    tagId: uuid()
      .notNull()
      .references(() => forumTags.id, { onDelete: "cascade" }),
    level: text({ enum: ["every-post", "first-posts", "normal", "muted"] }).notNull(),
    /** What is muted or was stopped goes back to it. */
    before: text({ enum: ["every-post", "first-posts", "normal"] }),
    /** The mail by whose link it was stopped: that link can take it back. */
    stoppedBy: uuid(),
    changedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.tagId] }),
    check("tag_watch_level", sql`${t.level} in ('every-post','first-posts','normal','muted')`),
    check(
      "tag_watch_before",
      sql`${t.before} is null or (${t.level} in ('normal','muted') and ${t.before} in ('every-post','first-posts','normal'))`,
    ),
    check("tag_watch_stopped", sql`${t.stoppedBy} is null or ${t.level} = 'normal'`),
    // who to tell, in id order
    index("tag_watch_by_tag").on(t.tagId, t.personId).where(sql`${t.level} in ('every-post','first-posts')`),
  ],
);

classify(forumTagWatches, {
  title: "Forum tags you watch",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    personId: who("forum"),
    tagId: about("forum"),
    level: about("forum"),
    before: about("forum"),
    stoppedBy: about("forum"),
    changedAt: about("forum"),
  },
});
