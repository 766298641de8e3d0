import { sql } from "drizzle-orm";
import { boolean, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../../classify";
import { key, moment } from "../../columns";
import { persons } from "../people";
import { messages } from "./messages";

/** Told once per person and cause; no rendered text. */
export const notifications = pgTable(
  "notifications",
  {
    id: key(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    kind: text().notNull(),
    cause: text().notNull(),
    createdAt: moment().notNull(),
    readAt: moment(),
    messageId: uuid().references(() => messages.id, { onDelete: "set null" }),
  },
  (t) => [
    unique("notification_once").on(t.personId, t.kind, t.cause),
    // the inbox page
    index("notification_inbox").on(t.personId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    // the count in the header
    index("notification_unread").on(t.personId, t.id.desc().nullsFirst()).where(sql`${t.readAt} is null`),
    index("notification_by_message").on(t.messageId).where(sql`${t.messageId} is not null`),
  ],
);

classify(notifications, {
  title: "What you were told",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    personId: who("messages"),
    kind: about("messages"),
    cause: about("messages"),
    createdAt: about("messages"),
    readAt: about("messages"),
    messageId: plain,
  },
});

/** A kind of notification that a person switched away from its default: no row means told in the inbox and by mail. */
export const notificationChoices = pgTable(
  "notification_choices",
  {
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    kind: text().notNull(),
    inbox: boolean().notNull(),
    mail: boolean().notNull(),
    changedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.kind] })],
);

classify(notificationChoices, {
  title: "How you want to be told",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    personId: who("messages"),
    kind: about("messages"),
    inbox: about("messages"),
    mail: about("messages"),
    changedAt: about("messages"),
  },
});
