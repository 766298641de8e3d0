import { asc, eq } from "drizzle-orm";
import { groups } from "#db/schema/permissions";
import type { Ctx } from "~/lib/ctx";

export type Group = { id: string; slug: string; name: string };

export const listGroups = (ctx: Ctx): Promise<Group[]> => ctx.db.select().from(groups).orderBy(asc(groups.name)).limit(200);

export async function findGroup(ctx: Ctx, slug: string): Promise<Group | null> {
  const [group] = await ctx.db.select().from(groups).where(eq(groups.slug, slug));
  return group ?? null;
}
