// Long because a room's tables stand together, each beside what its columns are to a person.
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { about, classify, plain, secret, who } from "../classify";
import { bytea, byteaArray, key, moment } from "../columns";
import { addresses, lists, persons } from "./people";

export const MESSAGE_STATES = ["pending", "leased", "sending", "deferred", "accepted", "failed", "skipped", "unknown"] as const;

/** One frozen content to many people. */
export const mailings = pgTable(
  "mailings",
  {
    id: key(),
    listId: uuid()
      .notNull()
      .references(() => lists.id),
    kind: text().notNull(),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    state: text({ enum: ["filling", "sending", "paused", "stopped", "finished"] }).notNull(),
    why: text(),
    watermark: uuid(),
    audience: integer(),
    /** Where at least half of its audience has its addresses, three people or more: no one person's own. */
    mainDomain: text(),
    accepted: integer(),
    failed: integer(),
    skipped: integer(),
    unknown: integer(),
    /** Groups of those whom it did not reach that its sender decided to leave as they are. */
    left: text().array().notNull().default([]),
    startedAt: moment().notNull(),
    /** When a person last let it go on, or sent it again: what went wrong before counts no more. */
    releasedAt: moment(),
    finishedAt: moment(),
  },
  (t) => [
    check("mailing_state", sql`${t.state} in ('filling','sending','paused','stopped','finished')`),
    check("mailing_finished", sql`(${t.state} = 'finished') = (${t.finishedAt} is not null)`),
    check(
      "mailing_balance",
      sql`${t.state} <> 'finished' or (${t.audience} = ${t.accepted} + ${t.failed} + ${t.skipped} + ${t.unknown}) is true`,
    ),
    // the worker looks for mailings with work left
    index("mailing_unfinished").on(t.id).where(sql`${t.state} <> 'finished'`),
  ],
);

classify(mailings, {
  title: "Mailings",
  columns: {
    id: plain,
    listId: plain,
    kind: plain,
    content: plain,
    state: plain,
    why: plain,
    watermark: plain,
    audience: plain,
    mainDomain: plain,
    accepted: plain,
    failed: plain,
    skipped: plain,
    unknown: plain,
    left: plain,
    startedAt: plain,
    releasedAt: plain,
    finishedAt: plain,
  },
});

/** One message to one person: the outbox. */
export const messages = pgTable(
  "messages",
  {
    id: key(),
    mailingId: uuid().references(() => mailings.id),
    kind: text().notNull(),
    class: text({ enum: ["rights", "security", "service", "list"] }).notNull(),
    listId: uuid().references(() => lists.id),
    personId: uuid().references(() => persons.id),
    addressId: uuid().references(() => addresses.id, { onDelete: "set null" }),
    toEmail: text(),
    toHashes: byteaArray(),
    args: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    cause: text(),
    messageId: text().notNull().unique("message_message_id"),
    verp: bytea().notNull().unique("message_verp"),
    state: text({ enum: MESSAGE_STATES }).notNull().default("pending"),
    reason: text(),
    leaseOwner: uuid(),
    leaseUntil: moment(),
    attempt: smallint().notNull().default(0),
    nextAt: moment(),
    expiresAt: moment().notNull(),
    smtpCode: smallint(),
    smtpStatus: text(),
    queueId: text(),
    createdAt: moment().notNull(),
    finalAt: moment(),
  },
  (t) => [
    check("message_class", sql`${t.class} in ('rights','security','service','list')`),
    check("message_state", sql`${t.state} in ('pending','leased','sending','deferred','accepted','failed','skipped','unknown')`),
    check("message_lease_until", sql`(${t.state} in ('leased','sending')) = (${t.leaseUntil} is not null)`),
    check("message_lease_owner", sql`${t.state} not in ('leased','sending') or ${t.leaseOwner} is not null`),
    check("message_next", sql`(${t.state} in ('pending','deferred')) = (${t.nextAt} is not null)`),
    check("message_final", sql`(${t.state} in ('accepted','failed','skipped','unknown')) = (${t.finalAt} is not null)`),
    check("message_reason", sql`${t.state} not in ('failed','skipped','unknown') or ${t.reason} is not null`),
    check("message_list", sql`(${t.class} = 'list') = (${t.listId} is not null)`),
    check("message_mailing", sql`${t.mailingId} is null or ${t.class} = 'list'`),
    // the mailing last: a planner that knows nothing of a new list would take these for the way to what is due, and read all of it each time
    uniqueIndex("message_once_person").on(t.personId, t.mailingId).where(sql`${t.mailingId} is not null`),
    uniqueIndex("message_once_address").on(t.addressId, t.mailingId).where(sql`${t.mailingId} is not null`),
    uniqueIndex("message_once_cause").on(t.kind, t.cause, t.personId).where(sql`${t.cause} is not null`),
    // the drain of single messages, and of a mailing's
    index("message_due").on(t.nextAt, t.id).where(sql`${t.state} in ('pending','deferred') and ${t.mailingId} is null`),
    index("message_due_mailing")
      .on(t.mailingId, t.nextAt, t.id)
      .where(sql`${t.state} in ('pending','deferred') and ${t.mailingId} is not null`),
    // leases that ran out
    index("message_lease").on(t.leaseUntil).where(sql`${t.state} in ('leased','sending')`),
    // the progress bar and the balance
    index("message_balance").on(t.mailingId, t.state, t.reason).where(sql`${t.mailingId} is not null`),
    // what a mailing was answered last: partial, so that a planner that knows nothing of a new list takes no other
    index("message_accepted").on(t.mailingId, t.finalAt).where(sql`${t.state} = 'accepted' and ${t.mailingId} is not null`),
    index("message_refused").on(t.mailingId, t.reason, t.finalAt).where(sql`${t.state} = 'failed' and ${t.mailingId} is not null`),
    // the person's copy and erasure
    index("message_by_person").on(t.personId).where(sql`${t.personId} is not null`),
    index("message_by_address").on(t.addressId).where(sql`${t.addressId} is not null`),
    // the mail log: what did not arrive, and what was sent to one address
    index("message_problems").on(t.id.desc().nullsFirst()).where(sql`${t.state} in ('failed','unknown','deferred')`),
    index("message_by_email").on(t.toEmail, t.id.desc().nullsFirst()).where(sql`${t.toEmail} is not null`),
    // retention: addresses go after 90 days
    index("message_address_age").on(t.createdAt).where(sql`${t.toEmail} is not null`),
  ],
);

classify(messages, {
  title: "Mails to you",
  subjects: [
    { by: "person", column: "personId" },
    { by: "address", column: "toHashes", holds: "hashes" },
  ],
  erasure: { rows: "clear" },
  columns: {
    id: plain,
    mailingId: plain,
    kind: about("messages", { erase: "keep" }),
    class: plain,
    listId: about("messages", { erase: "keep" }),
    personId: who("messages"),
    addressId: about("messages"),
    toEmail: about("messages"),
    toHashes: secret("messages", "keyed hashes of the address"),
    args: about("messages", { empty: {} }),
    cause: about("messages"),
    messageId: about("messages", { erase: "keep" }),
    verp: secret("messages", "recognises a bounce", { erase: "keep" }),
    state: about("messages", { erase: "keep" }),
    reason: about("messages", { erase: "keep" }),
    leaseOwner: plain,
    leaseUntil: plain,
    attempt: plain,
    nextAt: plain,
    expiresAt: plain,
    smtpCode: plain,
    smtpStatus: plain,
    queueId: plain,
    createdAt: about("messages", { erase: "keep" }),
    finalAt: about("messages", { erase: "keep" }),
  },
});

/** A domain whose servers asked for patience: no mail is offered to anybody there until then. */
export const mailRests = pgTable("mail_rests", {
  domain: text().primaryKey(),
  until: moment().notNull(),
  /** How often it asked at once again after a rest. */
  again: smallint().notNull().default(0),
  smtpCode: smallint(),
  smtpStatus: text(),
});

// of a server, for a day; erasure takes the domain of whoever alone has addresses there (`privacy/erasure.server.ts`)
classify(mailRests, {
  title: "Domains that rest from our mail",
  columns: { domain: plain, until: plain, again: plain, smtpCode: plain, smtpStatus: plain },
});

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

/** What the local mail catcher of a demo received. Empty wherever a relay is configured. */
export const caughtMails = pgTable(
  "caught_mails",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    receivedAt: moment().notNull(),
    messageId: text(),
    toCanonical: text().notNull(),
    subject: text().notNull(),
    raw: bytea().notNull(),
  },
  (t) => [index("caught_by_address").on(t.toCanonical), index("caught_by_message").on(t.messageId)],
);

classify(caughtMails, {
  title: "Mails in the demo's local inbox",
  subjects: [{ by: "address", column: "toCanonical", holds: "canonical" }],
  erasure: { rows: "room", why: "mails to others may quote the person: what their posts caused goes too" },
  columns: {
    id: plain,
    receivedAt: about("messages"),
    messageId: plain,
    toCanonical: about("messages"),
    subject: about("messages"),
    raw: secret("messages", "the mail as sent is in your own mailbox"),
  },
});
