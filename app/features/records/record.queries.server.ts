import { and, asc, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { accounts } from "#db/schema/accounts";
import { consentRecords, lists, subscriptions, wordings } from "#db/schema/consents";
import { addresses, organisations, persons } from "#db/schema/people";
import { grants, groups } from "#db/schema/permissions";
import { interestsOfPerson } from "~/features/people/interests.queries.server";
import { nameForStaff } from "~/features/people/person-name.server";
import { stateOf } from "~/features/people/person-state";
import { demandPermission } from "~/features/permissions/demand-permission";
import { liveGroups, liveRoles, wasMember } from "~/features/permissions/live-grants.server";
import { liveGrant, openGrant } from "~/features/permissions/scope.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";

const MOST_CONSENTS = 50;

/** Everything in this room about one person, for the page of their record. @throws NotFoundError, ForbiddenError */
export async function getRecord(ctx: Ctx, personId: PersonId) {
  demandPermission(ctx, "open-records");
  const [person, held, granted, subscribed, agreed] = await Promise.all([
    getPerson(ctx, personId),
    listAddresses(ctx, personId),
    listGrants(ctx, personId),
    listSubscriptions(ctx, personId),
    listConsents(ctx, personId),
  ]);
  return { person, addresses: held, grants: granted, subscriptions: subscribed, consents: agreed };
}

async function getPerson(ctx: Ctx, personId: PersonId) {
  const [row] = await ctx.db
    .select({
      ref: persons.ref,
      fullName: persons.fullName,
      displayName: persons.displayName,
      jobTitle: persons.jobTitle,
      organisationName: persons.organisationName,
      interests: interestsOfPerson(persons.id),
      source: persons.source,
      processing: persons.processing,
      createdAt: persons.createdAt,
      restrictedAt: persons.restrictedAt,
      restrictedWhy: persons.restrictedWhy,
      erasedAt: persons.erasedAt,
      accountState: accounts.state,
      accountSince: accounts.createdAt,
      hasSecondFactor: sql<boolean>`${accounts.totpSecret} is not null`,
      roles: liveRoles(persons.id, ctx.now),
      groups: liveGroups(persons.id, ctx.now),
      wasMember: wasMember(persons.id),
    })
    .from(persons)
    .leftJoin(accounts, eq(accounts.personId, persons.id))
    .where(eq(persons.id, personId));
  if (!row) throw new NotFoundError("person");
  const { groups: _, wasMember: __, ...shown } = row;
  return { ...shown, state: stateOf(row) };
}

const listAddresses = (ctx: Ctx, personId: PersonId) =>
  ctx.db
    .select({
      channel: addresses.channel,
      value: addresses.value,
      isPrimary: addresses.isPrimary,
      source: addresses.source,
      verifiedAt: addresses.verifiedAt,
      undeliverableAt: addresses.undeliverableAt,
      releasedAt: addresses.releasedAt,
      releasedWhy: addresses.releasedWhy,
      createdAt: addresses.createdAt,
    })
    .from(addresses)
    .where(eq(addresses.personId, personId))
    .orderBy(sql`${addresses.releasedAt} is not null`, desc(addresses.isPrimary), asc(addresses.createdAt));

const giver = alias(persons, "giver");

/** Roles, groups and places of work: those that count now first. */
const listGrants = (ctx: Ctx, personId: PersonId) =>
  ctx.db
    .select({
      role: grants.role,
      group: groups.name,
      groupSlug: groups.slug,
      organisation: organisations.name,
      odsCode: organisations.odsCode,
      organisationRole: grants.organisationRole,
      startsAt: grants.startsAt,
      endsAt: grants.endsAt,
      revokedAt: grants.revokedAt,
      source: grants.source,
      by: nameForStaff(giver),
      isLive: sql<boolean>`${liveGrant(ctx.now)}`,
      isOpen: sql<boolean>`${openGrant(ctx.now)}`,
    })
    .from(grants)
    .leftJoin(groups, eq(groups.id, grants.groupId))
    .leftJoin(organisations, eq(organisations.id, grants.organisationId))
    .leftJoin(giver, eq(giver.id, grants.grantedBy))
    .where(eq(grants.personId, personId))
    .orderBy(sql`${liveGrant(ctx.now)} desc`, desc(grants.startsAt))
    .limit(100);

const listSubscriptions = (ctx: Ctx, personId: PersonId) =>
  ctx.db
    .select({
      slug: lists.slug,
      purpose: lists.purpose,
      channel: lists.channel,
      address: addresses.value,
      state: subscriptions.state,
      pausedUntil: subscriptions.pausedUntil,
      changedAt: subscriptions.changedAt,
    })
    .from(subscriptions)
    .innerJoin(lists, eq(lists.id, subscriptions.listId))
    .innerJoin(addresses, and(eq(addresses.id, subscriptions.addressId), eq(addresses.personId, subscriptions.personId)))
    .where(eq(subscriptions.personId, personId))
    .orderBy(asc(lists.purpose));

/** The newest first: what was agreed to or ended, when, and in which words. */
const listConsents = (ctx: Ctx, personId: PersonId) =>
  ctx.db
    .select({
      id: consentRecords.id,
      at: consentRecords.at,
      action: consentRecords.action,
      source: consentRecords.source,
      purpose: lists.purpose,
      wording: wordings.body,
      wordingVersion: wordings.version,
    })
    .from(consentRecords)
    .innerJoin(lists, eq(lists.id, consentRecords.listId))
    .leftJoin(wordings, eq(wordings.id, consentRecords.wordingId))
    .where(eq(consentRecords.personId, personId))
    .orderBy(desc(consentRecords.id))
    .limit(MOST_CONSENTS);
