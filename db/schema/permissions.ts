import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../classify";
import { key, moment } from "../columns";
import { organisations, persons } from "./people";
import { ROLES } from "./roles";

export const groups = pgTable("groups", {
  id: key(),
  slug: text().notNull().unique("group_slug"),
  name: text().notNull(),
  /** What it is for, in a sentence. */
  description: text().notNull().default(""),
  /** From then on nobody is in it. The row stays: what is for the group alone is for nobody. */
  endedAt: moment(),
});
classify(groups, { title: "Groups", columns: { id: plain, slug: plain, name: plain, description: plain, endedAt: plain } });

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
    // all that somebody has or had: copy, erasure
    index("grant_by_person").on(t.personId),
    // who has one role, who is in one group, and who works at one practice
    index("grant_by_role").on(t.role).where(sql`${t.role} is not null and ${t.revokedAt} is null`),
    index("grant_by_group").on(t.groupId).where(sql`${t.groupId} is not null`),
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
    grantedBy: who("handling"),
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
