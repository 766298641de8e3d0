import { boolean, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, secret, who } from "../../classify";
import { bytea, key, moment } from "../../columns";
import { persons } from "../people";
import { forumTopics } from "./topics";

/** A mail by which somebody answered the forum: that it was taken, so that its copies are not, and what came of it. */
export const forumMailedReplies = pgTable(
  "forum_mailed_replies",
  {
    id: key(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    /** Of its Message-ID and the mail that it answers. */
    hash: bytea().notNull().unique("mailed_reply_by_hash"),
    /** Which mail of ours it answers. */
    answeredId: uuid().notNull(),
    topicId: uuid().references(() => forumTopics.id, { onDelete: "set null" }),
    /** `posted`, `held`, or why not. */
    outcome: text().notNull(),
    hasFiles: boolean().notNull(),
    /** What was not posted, until the mail that gives it back has left. */
    body: text().notNull().default(""),
    takenAt: moment().notNull(),
    /** When its writer was told what came of it: that it was not posted, once an hour at most of each mail of ours. */
    toldAt: moment(),
  },
  (t) => [
    // whether its writer was told lately
    index("mailed_reply_told").on(t.answeredId, t.toldAt),
    // one's own
    index("mailed_reply_by_person").on(t.personId),
    // what goes when its time is over
    index("mailed_reply_by_time").on(t.takenAt),
    index("mailed_reply_by_topic").on(t.topicId),
  ],
);

classify(forumMailedReplies, {
  title: "Emails by which you answered in the forum",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    personId: who("mailed-replies"),
    hash: secret("mailed-replies", "tells copies of one email from others"),
    answeredId: about("mailed-replies"),
    topicId: about("mailed-replies"),
    outcome: about("mailed-replies"),
    hasFiles: about("mailed-replies"),
    body: about("mailed-replies", { label: "What you wrote" }),
    takenAt: about("mailed-replies"),
    toldAt: about("mailed-replies"),
  },
});
