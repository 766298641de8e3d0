import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, secret, who } from "../../classify";
import { bytea, byteaArray, key, moment } from "../../columns";

export const MESSAGE_STATES = ["pending", "leased", "sending", "deferred", "accepted", "failed", "skipped", "unknown"] as const;

/** One message to one person: the outbox. */
export const messages = pgTable(
  "messages",
  {
    id: key(),
    /** Of `mailings`, with its list, as the trigger `messages_named` sees to. */
    mailingId: uuid(),
    kind: text().notNull(),
    class: text({ enum: ["rights", "security", "service", "list"] }).notNull(),
    listId: uuid(),
    /** Of `persons`, as the trigger `messages_named` sees to. */
    personId: uuid(),
    /** Of `addresses`, emptied by their trigger `address_gone`. */
    addressId: uuid(),
    toEmail: text(),
    toHashes: byteaArray(),
    args: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    cause: text(),
    // made of the id, which is there once
    messageId: text().notNull(),
    verp: bytea().notNull(),
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
    /** To whom it went would tell who wrote something without their name: it stands in no log. */
    isVeiled: boolean().notNull().default(false),
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
    check("message_mailing", sql`(${t.mailingId} is null) = (${t.class} <> 'list')`),
    // each once in a mailing; and the person's copy, erasure, and addresses that go. The mailing last: a planner that knows
    // nothing of a new list would take these for the way to what is due, and read all of it each time
    uniqueIndex("message_once_person").on(t.personId, t.mailingId),
    uniqueIndex("message_once_address").on(t.addressId, t.mailingId),
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
    // the copy and erasure of who was written to as nobody known
    index("message_to_nobody").using("gin", t.toHashes).where(sql`${t.personId} is null`),
    // the mail log: what did not arrive, and what was sent to one address
    index("message_problems").on(t.id.desc().nullsFirst()).where(sql`${t.state} in ('failed','unknown','deferred')`),
    index("message_by_email").on(t.toEmail, t.id.desc().nullsFirst()).where(sql`${t.toEmail} is not null`),
    // retention: addresses go after 90 days
    index("message_address_age").on(t.createdAt).where(sql`${t.toEmail} is not null`),
  ],
);

classify(messages, {
  title: "Emails to you",
  subjects: [
    { by: "person", column: "personId" },
    // what went to nobody who was known: by its address as long as it stands there, afterwards by the hashes alone
    { by: "address", column: "toEmail", holds: "canonical", unless: "personId" },
    { by: "address", column: "toHashes", holds: "hashes", unless: "personId" },
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
    isVeiled: plain,
  },
});
