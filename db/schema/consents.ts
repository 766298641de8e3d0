import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, jsonb, pgTable, smallint, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, secret, who } from "../classify";
import { bytea, key, moment } from "../columns";
import { addresses, persons } from "./people";
import { scopes } from "./permissions";

/** Every sentence that asks, promises or informs; append-only. */
export const wordings = pgTable(
  "wordings",
  {
    id: key(),
    slug: text().notNull(),
    version: integer().notNull(),
    body: text().notNull(),
    sha256: bytea().notNull(),
    publishedAt: moment().notNull(),
    publishedBy: uuid().references(() => persons.id),
  },
  (t) => [unique("wording_version").on(t.slug, t.version)],
);
classify(wordings, {
  title: "Wordings",
  subjects: [{ by: "person", column: "publishedBy" }],
  erasure: { rows: "keep", why: "what was promised to everybody; the publisher is an empty shell afterwards" },
  columns: { id: plain, slug: plain, version: plain, body: plain, sha256: plain, publishedAt: plain, publishedBy: who("handling") },
});

/** Who accepted or acknowledged which wording: undertakings, changed notices. Kept as proof, without identity after erasure. */
export const wordingAcceptances = pgTable(
  "wording_acceptances",
  {
    id: key(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    wordingId: uuid()
      .notNull()
      .references(() => wordings.id),
    acceptedAt: moment().notNull(),
  },
  (t) => [index("acceptance_by_person").on(t.personId, t.wordingId, t.acceptedAt)],
);
classify(wordingAcceptances, {
  title: "Wordings you accepted",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "keep", why: "proof of what was accepted; the person is an empty shell afterwards" },
  columns: {
    id: plain,
    personId: who("handling"),
    wordingId: about("consent", { erase: "keep" }),
    acceptedAt: about("consent", { erase: "keep" }),
  },
});

/** A purpose and channel that a person can have on or off. */
export const lists = pgTable(
  "lists",
  {
    id: key(),
    slug: text().notNull().unique("list_slug"),
    kind: text({ enum: ["newsletter", "digest", "marketing", "bulletin"] }).notNull(),
    purpose: text().notNull(),
    channel: text({ enum: ["email", "post", "phone", "fax"] }).notNull(),
    scopeId: uuid()
      .notNull()
      .references(() => scopes.id),
    closedAt: moment(),
  },
  (t) => [check("list_channel", sql`${t.channel} in ('email','post','phone','fax')`)],
);
classify(lists, {
  title: "Lists",
  columns: { id: plain, slug: plain, kind: plain, purpose: plain, channel: plain, scopeId: plain, closedAt: plain },
});

export const CONSENT_ACTIONS = [
  "given",
  "imported",
  "held",
  "kept",
  "withdrawn",
  "lapsed",
  "objected",
  "complained",
  "paused",
  "resumed",
  "reconfirmed",
  "expired",
  "erased",
] as const;

/** Append-only. Holds no identity: a person id, a keyed hash, erasable detail. */
export const consentRecords = pgTable(
  "consent_records",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment().notNull(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    listId: uuid()
      .notNull()
      .references(() => lists.id),
    action: text({ enum: CONSENT_ACTIONS }).notNull(),
    until: moment(),
    wordingId: uuid().references(() => wordings.id),
    addressHash: bytea(),
    keyId: smallint(),
    actorKind: text({ enum: ["visitor", "person", "link", "system"] }).notNull(),
    actorId: uuid().references(() => persons.id),
    source: text().notNull(),
    requestId: text(),
    detail: jsonb().$type<Record<string, unknown>>(),
    salt: bytea(),
    commitment: bytea().notNull(),
  },
  (t) => [
    check(
      "consent_action",
      sql`${t.action} in ('given','imported','held','kept','withdrawn','lapsed','objected','complained','paused','resumed','reconfirmed','expired','erased')`,
    ),
    check("consent_until", sql`(${t.action} in ('held','paused')) = (${t.until} is not null)`),
    check("consent_wording", sql`${t.action} not in ('given','imported','reconfirmed') or ${t.wordingId} is not null`),
    index("consent_by_person").on(t.personId, t.listId, t.id),
  ],
);

classify(consentRecords, {
  title: "What you agreed to and when",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "keep", why: "a record that nobody can rewrite; what named you in it is taken out" },
  columns: {
    id: plain,
    at: plain,
    personId: who("consent"),
    listId: about("consent", { erase: "keep" }),
    action: about("consent", { erase: "keep" }),
    until: about("consent", { erase: "keep" }),
    wordingId: about("consent", { erase: "keep" }),
    addressHash: secret("consent", "keyed hash of the address", { erase: "keep" }),
    keyId: plain,
    actorKind: plain,
    actorId: who("handling"),
    source: about("consent", { erase: "keep" }),
    requestId: plain,
    detail: about("consent", { erase: "keep" }),
    salt: secret("consent", "seals the entry", { erase: "keep" }),
    commitment: secret("consent", "seals the entry", { erase: "keep" }),
  },
});

/** Current state; written only beside its consent record, and equal to the ledger's replay. */
export const subscriptions = pgTable(
  "subscriptions",
  {
    id: key(),
    personId: uuid().notNull(),
    listId: uuid()
      .notNull()
      .references(() => lists.id),
    addressId: uuid().notNull(),
    state: text({ enum: ["active", "held", "ended"] }).notNull(),
    heldUntil: moment(),
    pausedUntil: moment(),
    reconfirmAt: moment(),
    /** When it was asked for again, while nobody has answered. */
    askedAt: moment(),
    consentId: bigint({ mode: "number" })
      .notNull()
      .references(() => consentRecords.id),
    changedAt: moment().notNull(),
  },
  (t) => [
    unique("subscription_once").on(t.personId, t.listId),
    foreignKey({
      name: "subscription_address",
      columns: [t.addressId, t.personId],
      foreignColumns: [addresses.id, addresses.personId],
    }).onDelete("cascade"),
    check("subscription_state", sql`${t.state} in ('active','held','ended')`),
    check("subscription_held", sql`(${t.state} = 'held') = (${t.heldUntil} is not null)`),
    // filling a mailing and the audience panel
    index("subscription_list").on(t.listId, t.personId).where(sql`${t.state} <> 'ended'`),
    // 14 days of silence
    index("subscription_silence").on(t.heldUntil).where(sql`${t.state} = 'held'`),
    index("subscription_reconfirm").on(t.reconfirmAt).where(sql`${t.state} = 'active'`),
    index("subscription_by_address").on(t.addressId),
  ],
);

classify(subscriptions, {
  title: "Your subscriptions",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    personId: who("newsletters"),
    listId: about("newsletters"),
    addressId: about("newsletters"),
    state: about("newsletters"),
    heldUntil: about("newsletters"),
    pausedUntil: about("newsletters"),
    reconfirmAt: about("newsletters"),
    askedAt: about("newsletters"),
    consentId: plain,
    changedAt: about("newsletters"),
  },
});

/** Outlives the person: no person id, no address. */
export const suppressions = pgTable(
  "suppressions",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    keyId: smallint().notNull(),
    hash: bytea().notNull(),
    reach: text({ enum: ["everything", "marketing", "list"] }).notNull(),
    listId: uuid().references(() => lists.id),
    reason: text({ enum: ["objection", "left", "complaint", "erasure"] }).notNull(),
    createdAt: moment().notNull(),
    liftedAt: moment(),
    liftedBy: bigint({ mode: "number" }).references(() => consentRecords.id),
  },
  (t) => [
    check("suppression_reach", sql`${t.reach} in ('everything','marketing','list')`),
    check("suppression_reason", sql`${t.reason} in ('objection','left','complaint','erasure')`),
    check("suppression_list", sql`(${t.reach} = 'list') = (${t.listId} is not null)`),
    uniqueIndex("suppression_live")
      .on(t.keyId, t.hash, t.reach, sql`coalesce(${t.listId}, '00000000-0000-0000-0000-000000000000'::uuid)`)
      .where(sql`${t.liftedAt} is null`),
    index("suppression_lookup").on(t.hash).where(sql`${t.liftedAt} is null`),
  ],
);
classify(suppressions, {
  title: "Promises not to write",
  subjects: [{ by: "address", column: "hash", holds: "hash" }],
  erasure: { rows: "keep", why: "a keyed hash that keeps the promise after the person is gone" },
  columns: {
    id: plain,
    keyId: plain,
    hash: secret("suppression", "keyed hash of the address", { erase: "keep" }),
    reach: about("suppression", { erase: "keep" }),
    listId: about("suppression", { erase: "keep" }),
    reason: about("suppression", { erase: "keep" }),
    createdAt: about("suppression", { erase: "keep" }),
    liftedAt: about("suppression", { erase: "keep" }),
    liftedBy: plain,
  },
});
