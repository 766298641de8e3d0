import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { about, classify, plain, secret, who } from "../classify";
import { bytea, byteaArray, key, moment } from "../columns";
import { calledAs, nameWords, shownAs } from "../name-words";

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
    organisationName: text(),
    /** What members see of them beside their name: on their page, and beside what they write. */
    showJobTitle: boolean().notNull().default(true),
    showOrganisation: boolean().notNull().default(true),
    showInterests: boolean().notNull().default(false),
    /** Whether colleagues are told in a topic that they have read it. */
    showReading: boolean().notNull().default(false),
    /** Whether their interests choose what is offered to them. */
    personalise: boolean().notNull().default(true),
    source: text().notNull(),
    processing: text({ enum: ["none", "yes", "no"] }).notNull(),
    restrictedAt: moment(),
    restrictedWhy: text(),
    mergedInto: uuid().references((): AnyPgColumn => persons.id),
    /** When they were told that their record ends, which counts while nothing of theirs has ended since. */
    endingToldAt: moment(),
    erasedAt: moment(),
    createdAt: moment().notNull(),
  },
  (t) => [
    // the list of members, by name
    index("person_by_name")
      .on(sql`(${t.fullName} is null)`, sql`lower(coalesce(${t.fullName}, ''))`, t.ref)
      .where(sql`${t.kind} = 'human' and ${t.mergedInto} is null`),
    // who is called just so, as they are mentioned
    index("person_called")
      .on(calledAs(shownAs(t)))
      .where(sql`${t.kind} = 'human' and ${t.mergedInto} is null and ${t.erasedAt} is null`),
    // staff find somebody by the beginnings of words
    index("person_words").using("gin", nameWords(t.fullName, t.displayName)),
    index("person_organisation_words").using("gin", nameWords(t.organisationName)),
    // whose records were joined to one
    index("person_merged").on(t.mergedInto).where(sql`${t.mergedInto} is not null`),
    // the list of members, narrowed to those
    index("person_restricted").on(t.restrictedAt).where(sql`${t.restrictedAt} is not null`),
    check("person_ref", sql`${t.ref} ~ '^[0-9A-HJKMNP-TV-Z]{10}$'`),
    check("person_kind", sql`${t.kind} in ('human','placeholder')`),
    check("person_processing", sql`${t.processing} in ('none','yes','no')`),
    check("person_merge", sql`${t.mergedInto} is distinct from ${t.id}`),
    check("person_restriction", sql`(${t.restrictedAt} is null) = (${t.restrictedWhy} is null)`),
    check(
      "person_erased_empty",
      sql`${t.erasedAt} is null or (${t.fullName} is null and ${t.displayName} is null and ${t.jobTitle} is null and ${t.organisationName} is null)`,
    ),
  ],
);

classify(persons, {
  title: "Who you are",
  subjects: [{ by: "person", column: "id" }],
  erasure: { rows: "clear" },
  columns: {
    id: who("membership"),
    ref: about("membership", { erase: "keep", label: "Reference" }),
    kind: plain,
    fullName: about("membership", { label: "Full name" }),
    displayName: about("membership", { label: "Display name" }),
    jobTitle: about("membership", { label: "Job title" }),
    organisationName: about("membership", { label: "Organisation" }),
    showJobTitle: about("membership", { erase: "keep", label: "Members see the job title" }),
    showOrganisation: about("membership", { erase: "keep", label: "Members see the organisation" }),
    showInterests: about("membership", { erase: "keep", label: "Members see the interests" }),
    showReading: about("membership", { erase: "keep", label: "Colleagues see in a topic that you have read it" }),
    personalise: about("membership", { erase: "keep", label: "Interests choose what is offered" }),
    source: about("membership", { erase: "keep", label: "Where this record came from" }),
    processing: about("membership", { erase: "keep", label: "Consent to process" }),
    restrictedAt: about("membership", { erase: "keep" }),
    restrictedWhy: about("membership", { erase: "keep" }),
    mergedInto: who("membership"),
    endingToldAt: about("membership", { label: "Told that the record ends" }),
    erasedAt: plain,
    createdAt: about("membership", { erase: "keep" }),
  },
});

/** What pages can be about, and people tick to hear of. One that has ended is not offered; who chose it keeps it. */
export const interests = pgTable("interests", {
  slug: text().primaryKey(),
  name: text().notNull().unique("interest_name"),
  /** What it covers, where the name does not say. */
  description: text().notNull().default(""),
  position: integer().notNull(),
  endedAt: moment(),
});
classify(interests, { title: "Interests", columns: { slug: plain, name: plain, description: plain, position: plain, endedAt: plain } });

/** Points at an interest by its name: given another one, it goes along. */
export const interestName = () =>
  text()
    .notNull()
    .references(() => interests.name, { onUpdate: "cascade" });

export const personInterests = pgTable(
  "person_interests",
  {
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    interest: interestName(),
  },
  (t) => [primaryKey({ name: "person_interest", columns: [t.personId, t.interest] }), index("person_interest_named").on(t.interest)],
);

classify(personInterests, {
  title: "What interests you",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: { personId: who("membership"), interest: about("membership") },
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
    // staff find somebody by an address
    index("address_words").using("gin", nameWords(t.canonical)),
    // the list of members, narrowed to those whose mail comes back
    index("address_undeliverable").on(t.personId).where(sql`${t.undeliverableAt} is not null`),
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
    canonical: about("contact", { label: "Address in its plain form" }),
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
    tokenHash: secret("contact", "checks the link in an email"),
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

export const organisations = pgTable(
  "organisations",
  { id: key(), name: text().notNull(), odsCode: text().unique("organisation_ods") },
  // the one that somebody means by its name
  (t) => [index("organisation_by_name").on(sql`lower(${t.name})`), index("organisation_words").using("gin", nameWords(t.name))],
);
classify(organisations, { title: "Organisations", columns: { id: plain, name: plain, odsCode: plain } });
