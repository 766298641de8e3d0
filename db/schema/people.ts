// Long because a room's tables stand together, each beside what its columns are to a person.
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { about, classify, plain, secret, who } from "../classify";
import { bytea, byteaArray, key, moment } from "../columns";

export const ROLES = [
  "member",
  "editor",
  "moderator",
  "newsletter-sender",
  "contacts-officer",
  "steering-group",
  "data-protection-officer",
  "administrator",
] as const;

/** One human, or a reserved non-person. Never deleted: erasure leaves the empty shell. */
export const persons = pgTable(
  "persons",
  {
    id: key(),
    ref: text().notNull().unique("person_by_ref"),
    kind: text({ enum: ["human", "placeholder"] })
      .notNull()
      .default("human"),
    fullName: text(),
    displayName: text(),
    jobTitle: text(),
    interests: text().array().notNull().default([]),
    organisationName: text(),
    /** Whether their interests choose what is offered to them. */
    personalise: boolean().notNull().default(true),
    source: text().notNull(),
    processing: text({ enum: ["none", "yes", "no"] }).notNull(),
    restrictedAt: moment(),
    restrictedWhy: text(),
    mergedInto: uuid().references((): AnyPgColumn => persons.id),
    erasedAt: moment(),
    createdAt: moment().notNull(),
  },
  (t) => [
    // the list of members, by name
    index("person_by_name")
      .on(sql`(${t.fullName} is null)`, sql`lower(coalesce(${t.fullName}, ''))`, t.ref)
      .where(sql`${t.kind} = 'human' and ${t.mergedInto} is null`),
    check("person_ref", sql`${t.ref} ~ '^[0-9A-HJKMNP-TV-Z]{10}$'`),
    check("person_kind", sql`${t.kind} in ('human','placeholder')`),
    check("person_processing", sql`${t.processing} in ('none','yes','no')`),
    check("person_merge", sql`${t.mergedInto} is distinct from ${t.id}`),
    check("person_restriction", sql`(${t.restrictedAt} is null) = (${t.restrictedWhy} is null)`),
    check(
      "person_erased_empty",
      sql`${t.erasedAt} is null or (${t.fullName} is null and ${t.displayName} is null and ${t.jobTitle} is null and ${t.organisationName} is null and ${t.interests} = '{}')`,
    ),
  ],
);

classify(persons, {
  title: "Who you are",
  subjects: [{ by: "person", column: "id" }],
  erasure: { rows: "clear" },
  columns: {
    id: who("membership"),
    ref: about("rights", { erase: "keep", label: "Reference" }),
    kind: plain,
    fullName: about("membership", { label: "Full name" }),
    displayName: about("membership", { label: "Display name" }),
    jobTitle: about("membership", { label: "Job title" }),
    interests: about("membership", { empty: [], label: "Interests" }),
    organisationName: about("membership", { label: "Organisation" }),
    personalise: about("membership", { erase: "keep", label: "Interests choose what is offered" }),
    source: about("membership", { erase: "keep", label: "Where this record came from" }),
    processing: about("membership", { erase: "keep", label: "Consent to process" }),
    restrictedAt: about("rights", { erase: "keep" }),
    restrictedWhy: about("rights", { erase: "keep" }),
    mergedInto: who("membership"),
    erasedAt: plain,
    createdAt: about("membership", { erase: "keep" }),
  },
});

/** A way to reach a person. E-mail identity lives here and nowhere else. */
export const addresses = pgTable(
  "addresses",
  {
    id: key(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    channel: text({ enum: ["email", "post", "phone", "fax"] }).notNull(),
    value: text().notNull(),
    canonical: text().notNull(),
    hashes: byteaArray().notNull(),
    isPrimary: boolean().notNull().default(false),
    source: text().notNull(),
    verifiedAt: moment(),
    undeliverableAt: moment(),
    releasedAt: moment(),
    releasedWhy: text(),
    createdAt: moment().notNull(),
  },
  (t) => [
    unique("address_of_person").on(t.id, t.personId),
    check("address_channel", sql`${t.channel} in ('email','post','phone','fax')`),
    uniqueIndex("address_one_holder").on(t.canonical).where(sql`${t.channel} = 'email' and ${t.releasedAt} is null`),
    uniqueIndex("address_one_primary").on(t.personId, t.channel).where(sql`${t.isPrimary} and ${t.releasedAt} is null`),
    // every address of one person: profile, copy, erasure
    index("address_by_person").on(t.personId),
  ],
);

classify(addresses, {
  title: "How to reach you",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    personId: who("contact"),
    channel: plain,
    value: about("contact", { label: "Address" }),
    canonical: about("contact", { label: "Address as compared" }),
    hashes: secret("suppression", "keyed hashes of the address"),
    isPrimary: plain,
    source: about("contact"),
    verifiedAt: about("contact"),
    undeliverableAt: about("contact"),
    releasedAt: about("contact"),
    releasedWhy: about("contact"),
    createdAt: about("contact"),
  },
});

/** An unverified claim: the only place where an unproven web address may live. */
export const proofs = pgTable(
  "proofs",
  {
    id: key(),
    tokenHash: bytea().notNull().unique("proof_token"),
    purpose: text({ enum: ["set-up", "subscribe", "apply", "invitation", "add-address", "enquiry", "reset", "manage", "hold"] }).notNull(),
    subject: text().notNull(),
    canonical: text().notNull(),
    personId: uuid().references(() => persons.id),
    intent: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
    supersededAt: moment(),
  },
  (t) => [
    check(
      "proof_purpose",
      sql`${t.purpose} in ('set-up','subscribe','apply','invitation','add-address','enquiry','reset','manage','hold')`,
    ),
    uniqueIndex("proof_one_open").on(t.purpose, t.canonical, t.subject).where(sql`${t.usedAt} is null and ${t.supersededAt} is null`),
    // the retention sweep
    index("proof_expiry").on(t.expiresAt),
    // the ceiling on unproven requests for one address
    index("proof_by_address").on(t.canonical, t.createdAt),
    index("proof_by_person").on(t.personId).where(sql`${t.personId} is not null`),
  ],
);

classify(proofs, {
  title: "Requests waiting for you to confirm",
  subjects: [
    { by: "person", column: "personId" },
    { by: "address", column: "canonical", holds: "canonical" },
  ],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    tokenHash: secret("contact", "checks the link in a mail"),
    purpose: about("contact"),
    subject: about("contact"),
    canonical: about("contact"),
    personId: who("contact"),
    intent: about("contact"),
    createdAt: about("contact"),
    expiresAt: about("contact"),
    usedAt: about("contact"),
    supersededAt: about("contact"),
  },
});

export const groups = pgTable("groups", { id: key(), slug: text().notNull().unique("group_slug"), name: text().notNull() });
classify(groups, { title: "Groups", columns: { id: plain, slug: plain, name: plain } });

export const organisations = pgTable(
  "organisations",
  { id: key(), name: text().notNull(), odsCode: text().unique("organisation_ods") },
  // the one that somebody means by its name
  (t) => [index("organisation_by_name").on(sql`lower(${t.name})`)],
);
classify(organisations, { title: "Organisations", columns: { id: plain, name: plain, odsCode: plain } });

/** What a person may do, belongs to, or does where; dated. Granting again first revokes the row whose `endsAt` has passed. */
export const grants = pgTable(
  "grants",
  {
    id: key(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    role: text({ enum: ROLES }),
    groupId: uuid().references(() => groups.id),
    organisationId: uuid().references(() => organisations.id),
    organisationRole: text(),
    startsAt: moment().notNull(),
    endsAt: moment(),
    revokedAt: moment(),
    source: text().notNull(),
    sourceId: uuid(),
    grantedBy: uuid().references(() => persons.id),
  },
  (t) => [
    check(
      "grant_role",
      sql`${t.role} in ('member','editor','moderator','newsletter-sender','contacts-officer','steering-group','data-protection-officer','administrator')`,
    ),
    check("grant_one_kind", sql`num_nonnulls(${t.role}, ${t.groupId}, ${t.organisationId}) = 1`),
    check("grant_affiliation", sql`${t.organisationRole} is null or ${t.organisationId} is not null`),
    check("grant_dates", sql`${t.endsAt} is null or ${t.endsAt} > ${t.startsAt}`),
    // who works at one practice
    index("grant_by_organisation").on(t.organisationId).where(sql`${t.organisationId} is not null`),
  ],
);

classify(grants, {
  title: "Roles, groups and practices",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    personId: who("membership"),
    role: about("membership"),
    groupId: about("membership"),
    organisationId: about("membership"),
    organisationRole: about("membership"),
    startsAt: about("membership"),
    endsAt: about("membership"),
    revokedAt: about("membership"),
    source: about("membership"),
    sourceId: plain,
    grantedBy: who("accountability"),
  },
});

/** Who may see a thing. A row holds the effective audience, so that readers never walk the tree. */
export const scopes = pgTable(
  "scopes",
  {
    id: key(),
    parentId: uuid().references((): AnyPgColumn => scopes.id),
    audience: text({ enum: ["open", "members", "groups"] }).notNull(),
    groupIds: uuid().array().notNull().default([]),
  },
  (t) => [
    check("scope_audience", sql`${t.audience} in ('open','members','groups')`),
    check("scope_groups", sql`(${t.audience} = 'groups') = (cardinality(${t.groupIds}) > 0)`),
    index("scope_by_parent").on(t.parentId),
  ],
);
classify(scopes, { title: "Audiences", columns: { id: plain, parentId: plain, audience: plain, groupIds: plain } });

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
  columns: { id: plain, slug: plain, version: plain, body: plain, sha256: plain, publishedAt: plain, publishedBy: who("accountability") },
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
      sql`${t.action} in ('given','imported','held','kept','withdrawn','lapsed','objected','complained','paused','resumed','reconfirmed','erased')`,
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
    actorId: who("accountability"),
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
    personId: who("accountability"),
    wordingId: about("accountability", { erase: "keep" }),
    acceptedAt: about("accountability", { erase: "keep" }),
  },
});
