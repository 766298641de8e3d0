import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { grants, groups } from "#db/schema/permissions";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";
import { demandPermission } from "./demand-permission";
import { liveGrant, openGrant } from "./scope.server";

export type Group = { id: string; slug: string; name: string };

const { id, slug, name, description, endedAt } = groups;
const PER_PAGE = 50;

/** Those that somebody can be in and things can be for, by name. */
export const listGroups = (ctx: Ctx): Promise<Group[]> =>
  ctx.db.select({ id, slug, name }).from(groups).where(isNull(endedAt)).orderBy(asc(name)).limit(200);

/** What a form offers where something is for groups already: those of it that have ended last. */
export async function listGroupsBeside(ctx: Ctx, held: readonly { slug: string; name: string }[]) {
  const open = (await listGroups(ctx)).map(({ slug, name }) => ({ slug, name }));
  return [...open, ...held.filter(({ slug }) => !open.some((group) => group.slug === slug))];
}

/** All groups by name, those that ended last, each with how many are in it now; `after` is the slug of the last one seen. */
export async function listGroupsToArrange(ctx: Ctx, after: string | null) {
  demandPermission(ctx, "change-roles");
  const place = sql`(${endedAt} is not null), lower(${name}), ${slug}`;
  const cursor = sql`(select (last.ended_at is not null), lower(last.name), last.slug from ${groups} as last where last.slug = ${after})`;
  const found = await ctx.db
    .select({ slug, name, description, endedAt, members: membersOf(ctx) })
    .from(groups)
    .where(after ? sql`(${place}) > ${cursor}` : undefined)
    .orderBy(place)
    .limit(PER_PAGE + 1);
  return pageOf(found, PER_PAGE, (last) => last.slug);
}

/** Of those with these slugs, the ones that have not ended, by name. */
export async function findGroups(ctx: Ctx, slugs: readonly string[]): Promise<Group[]> {
  if (slugs.length === 0) return [];
  return ctx.db
    .select({ id, slug, name })
    .from(groups)
    .where(and(inArray(slug, [...slugs]), isNull(endedAt)))
    .orderBy(asc(name));
}

export async function findGroup(ctx: Ctx, groupSlug: string) {
  const [group] = await ctx.db
    .select({ id, slug, name, description, endedAt, members: membersOf(ctx), later: laterMembersOf(ctx) })
    .from(groups)
    .where(eq(slug, groupSlug));
  return group ?? null;
}

/** Also one that ended, with how many are in it now and will be later. @throws NotFoundError */
export async function getGroup(ctx: Ctx, groupSlug: string) {
  const group = await findGroup(ctx, groupSlug);
  if (!group) throw new NotFoundError("group");
  return group;
}

/** Also those that ended. */
export const findGroupsById = async (ctx: Ctx, ids: readonly string[]): Promise<Group[]> =>
  ids.length === 0
    ? []
    : ctx.db
        .select({ id, slug, name })
        .from(groups)
        .where(inArray(id, [...ids]));

/** Of these, the ids of the groups that somebody can be let into; none of them ends before the transaction does. */
export async function holdOpenGroups(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const open = await ctx.db
    .select({ id })
    .from(groups)
    .where(and(inArray(id, [...ids]), isNull(endedAt)))
    .for("share");
  return open.map((group) => group.id);
}

/** The same by slugs, for what is for groups: of those that ended, the `held` ones too. By name. */
export async function holdGroups(ctx: Ctx, slugs: readonly string[], held: readonly string[]): Promise<string[]> {
  const found = await ctx.db
    .select({ id })
    .from(groups)
    .where(and(inArray(slug, [...slugs]), or(isNull(endedAt), inArray(id, [...held]))))
    .orderBy(asc(name))
    .for("share");
  return found.map((group) => group.id);
}

const membersOf = (ctx: Ctx) =>
  // the group's id within a fragment of its own, as in `isGrantOf`
  sql<number>`(select count(*)::int from ${grants} where ${grants.groupId} = ${sql`${id}`} and ${liveGrant(ctx.now)})`;
const laterMembersOf = (ctx: Ctx) =>
  sql<number>`(select count(*)::int from ${grants} where ${grants.groupId} = ${sql`${id}`} and ${openGrant(ctx.now)} and not ${liveGrant(ctx.now)})`;
