import { and, eq, gt, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { beginsWith, nameWords } from "#db/name-words";
import { accounts } from "#db/schema/accounts";
import { addresses, organisations, persons } from "#db/schema/people";
import { grants, groups } from "#db/schema/permissions";
import { areDetailsStale } from "~/features/accounts/details/details-check.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { nameForStaff } from "~/features/people/person-name.server";
import { isPersonState, isStanding, type PersonState, type Standing, stateOf } from "~/features/people/person-state";
import { demandPermission } from "~/features/permissions/demand-permission";
import { liveGroups, liveRoles, wasMember } from "~/features/permissions/live-grants.server";
import { liveGrant, openGrant } from "~/features/permissions/scope.server";
import type { Ctx, Role } from "~/lib/ctx";
import { pageOf } from "~/lib/pages";

const PER_PAGE = 25;

export type MemberFilter = {
  q: string;
  role: string;
  state: string;
  organisation: string;
  /** The slug of a group that they are not in, nor will be. */
  notIn?: string;
};
/** Whom nothing narrows. */
export const EVERYBODY: MemberFilter = { q: "", role: "", state: "", organisation: "" };
export type MemberRow = {
  ref: string;
  name: string | null;
  jobTitle: string | null;
  practice: string | null;
  roles: Role[];
  groups: string[];
  state: PersonState;
  isRestricted: boolean;
  isSuspended: boolean;
  /** Nobody has said for a year that these details are right. */
  isStale: boolean;
  /** Mail to their main address comes back. */
  isUnreached: boolean;
};

/**
 * People by name, narrowed by the filter; `after` is the reference of the last one seen. Shows what tells two people of one name apart, and
 * no address. `isCut`: more match than are looked at. That the list was read is written down, with what it was narrowed by but not with the
 * words.
 */
export async function listMembers(
  ctx: Ctx,
  filter: MemberFilter,
  after: string | null,
): Promise<{ rows: MemberRow[]; next: string | null; isCut: boolean }> {
  demandPermission(ctx, "open-records");
  const few = await findFew(ctx, filter);
  const found = await ctx.db
    .select({
      ref: persons.ref,
      name: persons.fullName,
      displayName: persons.displayName,
      jobTitle: persons.jobTitle,
      practice: practiceOf,
      roles: liveRoles(persons.id, ctx.now),
      groupNames: sql<
        string[]
      >`array(select ${groups.name} from ${grants} join ${groups} on ${groups.id} = ${grants.groupId} where ${grants.personId} = persons.id and ${liveGrant(ctx.now)} order by 1)`,
      groups: liveGroups(persons.id, ctx.now),
      accountState: accounts.state,
      wasMember: wasMember(persons.id),
      restrictedAt: persons.restrictedAt,
      erasedAt: persons.erasedAt,
      isStale: areDetailsStale(ctx),
      isUnreached,
    })
    .from(persons)
    .leftJoin(accounts, eq(accounts.personId, persons.id))
    .where(
      and(
        sql`${persons.kind} = 'human'`,
        isNull(persons.mergedInto),
        few ? sql`${persons.id} = any(${sql.param(few.ids)}::uuid[])` : undefined,
        ...conditionsOf(ctx, filter),
        after ? isAfter(after) : undefined,
      ),
    )
    .orderBy(...NAME_ORDER)
    .limit(PER_PAGE + 1);

  const { rows, next } = pageOf(found, PER_PAGE, ({ ref }) => ref);
  const used = Object.entries(filter).flatMap(([name, value]) => (value ? [name] : []));
  await recordEntry(ctx, { class: "access", action: "members.listed", detail: { filters: used, shown: rows.length } });
  return {
    rows: rows.map((row) => ({
      ref: row.ref,
      name: row.name ?? row.displayName,
      jobTitle: row.jobTitle,
      practice: row.practice,
      roles: row.roles,
      groups: row.groupNames,
      state: stateOf(row),
      isRestricted: row.restrictedAt !== null && row.erasedAt === null,
      isSuspended: row.accountState === "suspended",
      isStale: row.isStale,
      isUnreached: row.isUnreached,
    })),
    next,
    isCut: few?.isCut ?? false,
  };
}

/** More are seldom awaited; each has the group in their record. */
const MOST_AWAITED = 100;

/** Who will be in a group, and from which day, the soonest first; `isCut` where there are more. Written down as the list of members is. */
export async function listAwaited(ctx: Ctx, group: string) {
  demandPermission(ctx, "open-records");
  const rows = await ctx.db
    .select({ ref: persons.ref, name: nameForStaff(persons), startsAt: grants.startsAt })
    .from(grants)
    .innerJoin(groups, eq(groups.id, grants.groupId))
    .innerJoin(persons, eq(persons.id, grants.personId))
    .where(and(eq(groups.slug, group), openGrant(ctx.now), gt(grants.startsAt, ctx.now)))
    .orderBy(grants.startsAt, persons.ref)
    .limit(MOST_AWAITED + 1);
  const people = rows.slice(0, MOST_AWAITED);
  if (people.length > 0)
    await recordEntry(ctx, { class: "access", action: "members.listed", detail: { filters: ["role"], shown: people.length } });
  return { people, isCut: rows.length > people.length };
}

/** So many people at most are looked at one by one. */
const FEW = 1000;

type Way = { people: SQL; mayBeCut?: boolean };

/**
 * The people that one part of the filter leaves, where they are few: found by an index of that part, so that the database need not guess
 * whether those in the order of names or those of the filter are the shorter way. Of many that words alone leave, who may all stand at the
 * end of the list, as many as are few. Else none: those are found by going through all in the order of their names.
 */
async function findFew(ctx: Ctx, filter: MemberFilter): Promise<{ ids: string[]; isCut: boolean } | null> {
  const ways = waysTo(ctx, filter);
  if (ways.length === 0) return null;
  // somebody can be found twice: by their name and by an address
  const arrays = ways.map(
    ({ people }, at) => sql`array(select id from (${people}) as way limit ${2 * FEW + 1}) as ${sql.identifier(String(at))}`,
  );
  const [row] = await ctx.db.execute<Record<string, string[]>>(sql`select ${sql.join(arrays, sql`, `)}`);
  const found = ways.map(({ mayBeCut }, at) => ({ mayBeCut, ids: [...new Set(row![at])], isCut: row![at]!.length > 2 * FEW }));
  const few = found.find(({ ids, isCut }) => !isCut && ids.length <= FEW);
  if (few) return few;
  const isAlone = Object.values(filter).filter(Boolean).length === 1;
  const [first] = found;
  return isAlone && first!.mayBeCut ? { ids: first!.ids.slice(0, FEW), isCut: true } : null;
}

/** Of each part of the filter that has an index: those whom it leaves, some perhaps twice. */
function waysTo(ctx: Ctx, { q, role, state, organisation }: MemberFilter): Way[] {
  const ways: (Way | false)[] = [
    q !== "" && {
      mayBeCut: true,
      people: sql`select ${persons.id} as id from ${persons} where ${persons.ref} = ${q.toUpperCase()}
        union all select ${persons.id} from ${persons} where ${beginsWith(nameWords(persons.fullName, persons.displayName), q)}
        union all select ${addresses.personId} from ${addresses} where ${hasAddress(q)}`,
    },
    organisation !== "" && {
      mayBeCut: true,
      people: sql`select ${persons.id} as id from ${persons} where ${beginsWith(nameWords(persons.organisationName), organisation)}
        union all select ${grants.personId} from ${grants} join ${organisations} on ${organisations.id} = ${grants.organisationId}
          where ${grants.revokedAt} is null and ${isPractice(organisation)}`,
    },
    role !== "" && {
      people: sql`select ${grants.personId} as id from ${grants} where ${grants.role} = ${role} and ${liveGrant(ctx.now)}
        union all select ${grants.personId} from ${grants} where ${grants.groupId} in (select ${groups.id} from ${groups} where ${groups.slug} = ${role}) and ${liveGrant(ctx.now)}`,
    },
    state === "suspended" && { people: sql`select ${accounts.personId} as id from ${accounts} where ${accounts.state} = 'suspended'` },
    state === "restricted" && { people: sql`select ${persons.id} as id from ${persons} where ${persons.restrictedAt} is not null` },
    state === "unreached" && {
      people: sql`select ${addresses.personId} as id from ${addresses} where ${addresses.undeliverableAt} is not null`,
    },
  ];
  return ways.filter((way) => way !== false);
}

/** Those with a name first. An index has these three. */
const NAME_ORDER = [sql`(${persons.fullName} is null)`, sql`lower(coalesce(${persons.fullName}, ''))`, persons.ref] as const;

const isAfter = (ref: string): SQL =>
  sql`(${sql.join([...NAME_ORDER], sql`, `)}) > (select (last.full_name is null), lower(coalesce(last.full_name, '')), last.ref from ${persons} as last where last.ref = ${ref.toUpperCase()})`;

const isUnreached = sql<boolean>`exists (select from ${addresses} where ${addresses.personId} = ${persons.id} and ${addresses.isPrimary} and ${addresses.releasedAt} is null
  and ${addresses.undeliverableAt} is not null)`;

const practiceOf = sql<string | null>`coalesce(${persons.organisationName}, (select min(${organisations.name}) from ${grants}
  join ${organisations} on ${organisations.id} = ${grants.organisationId} where ${grants.personId} = persons.id and ${grants.revokedAt} is null))`;

const holds = (condition: SQL): SQL => sql`exists (select from ${grants} where ${grants.personId} = ${persons.id} and ${condition})`;

function conditionsOf(ctx: Ctx, { q, role, state, organisation, notIn }: MemberFilter): (SQL | undefined)[] {
  const live = liveGrant(ctx.now);
  const isMember = holds(sql`${grants.role} = 'member' and ${live}`);
  const isSpecialist = sql`(${holds(sql`${grants.groupId} is not null and ${live}`)} and not ${isMember})`;
  const isOut = sql`(${persons.erasedAt} is not null or ${accounts.state} is not distinct from 'closed')`;
  const byState: Record<PersonState | Standing, SQL> = {
    member: sql`${isMember} and not ${isOut}`,
    specialist: sql`${isSpecialist} and not ${isOut}`,
    applicant: sql`${isNotNull(accounts.personId)} and not ${isOut} and not ${wasMember(persons.id)}`,
    contact: sql`${isNull(accounts.personId)} and not ${isOut} and not ${wasMember(persons.id)}`,
    left: sql`(${isOut} or (${wasMember(persons.id)} and not ${isMember} and not ${isSpecialist}))`,
    suspended: sql`${accounts.state} = 'suspended'`,
    restricted: sql`${persons.restrictedAt} is not null and ${persons.erasedAt} is null`,
    stale: sql`${areDetailsStale(ctx)} and not ${isOut}`,
    unreached: isUnreached,
  };
  return [
    isPersonState(state) || isStanding(state) ? byState[state] : isNull(persons.erasedAt),
    role
      ? holds(
          sql`(${grants.role} = ${role} or ${grants.groupId} in (select ${groups.id} from ${groups} where ${groups.slug} = ${role})) and ${live}`,
        )
      : undefined,
    q ? matches(q) : undefined,
    organisation ? worksAt(organisation) : undefined,
    notIn
      ? sql`not ${holds(sql`${grants.groupId} = (select ${groups.id} from ${groups} where ${groups.slug} = ${notIn}) and ${openGrant(ctx.now)}`)}`
      : undefined,
  ];
}

/** Words of the name, or of an address that they hold, that begin as those that were typed; or the whole reference. */
const matches = (q: string): SQL =>
  sql`(${beginsWith(nameWords(persons.fullName, persons.displayName), q)} or ${persons.ref} = ${q.toUpperCase()}
    or exists (select from ${addresses} where ${addresses.personId} = ${persons.id} and ${hasAddress(q)}))`;

const hasAddress = (q: string): SQL => sql`(${addresses.releasedAt} is null and ${beginsWith(nameWords(addresses.canonical), q)})`;

const worksAt = (name: string): SQL =>
  sql`(${beginsWith(nameWords(persons.organisationName), name)} or exists (select from ${grants} join ${organisations} on ${organisations.id} = ${grants.organisationId}
    where ${grants.personId} = ${persons.id} and ${grants.revokedAt} is null and ${isPractice(name)}))`;

const isPractice = (name: string): SQL =>
  sql`(${beginsWith(nameWords(organisations.name), name)} or ${organisations.odsCode} = ${name.toUpperCase()})`;
