import { and, eq, inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { lists } from "#db/schema/consents";
import { isFor } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";

/** Makes a list that people can have on or off. The room that owns its noun calls this beside its own row. */
export async function createList(ctx: Ctx, list: Omit<typeof lists.$inferInsert, "id" | "closedAt">): Promise<string> {
  const id = uuidv7();
  await ctx.db.insert(lists).values({ id, ...list });
  return id;
}

/** Whether a list is called by a word already, which then is no newsletter's address. */
export const isListTaken = async (ctx: Ctx, slug: string): Promise<boolean> => (await ctx.db.$count(lists, eq(lists.slug, slug))) > 0;

/** Marketing purposes and newsletters by e-mail; `isOffered` where everybody may begin them. */
export const listJoinable = (ctx: Ctx) =>
  ctx.db
    .select({
      id: lists.id,
      slug: lists.slug,
      purpose: lists.purpose,
      isOffered: sql<boolean>`${lists.closedAt} is null and ${isFor("open")}`,
    })
    .from(lists)
    .innerJoin(...scopeOf(lists.scopeId))
    .where(and(inArray(lists.kind, ["marketing", "newsletter"]), eq(lists.channel, "email")))
    .orderBy(lists.kind, lists.slug);
