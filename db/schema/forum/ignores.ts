import { index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { about, classify, who } from "../../classify";
import { moment } from "../../columns";
import { persons } from "../people";

/** Whom somebody does not want to read or hear of. Nobody else learns of it. */
export const forumIgnores = pgTable(
  "forum_ignores",
  {
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    ignoredId: uuid()
      .notNull()
      .references(() => persons.id),
    ignoredAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.ignoredId] }),
    // who is not told of what somebody wrote; erasure
    index("ignore_by_ignored").on(t.ignoredId),
  ],
);

classify(forumIgnores, {
  title: "Members whom you ignore",
  // of who ignores alone: whoever is ignored does not learn of it, and the room forgets it when they leave
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: { personId: who("forum"), ignoredId: who("forum"), ignoredAt: about("forum") },
});
