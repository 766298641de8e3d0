import { asc, eq, inArray } from "drizzle-orm";
import { groups } from "#db/schema/permissions";
import type { Ctx } from "~/lib/ctx";

export type Group = { id: string; slug: string; name: string };

export const listGroups = (ctx: Ctx): Promise<Group[]> => ctx.db.select().from(groups).orderBy(asc(groups.name)).limit(200);

/** The groups with these slugs, by name. */
export async function findGroups(ctx: Ctx, slugs: readonly string[]): Promise<Group[]> {
  if (slugs.length === 0) return [];
  return ctx.db
    .select()
    .from(groups)
    .where(inArray(groups.slug, [...slugs]))
    .orderBy(asc(groups.name));
}

export async function findGroup(ctx: Ctx, slug: string): Promise<Group | null> {
  const [group] = await ctx.db.select().from(groups).where(eq(groups.slug, slug));
  return group ?? null;
}

export async function findGroupById(ctx: Ctx, id: string): Promise<Group | null> {
  const [group] = await ctx.db.select().from(groups).where(eq(groups.id, id));
  return group ?? null;
}
