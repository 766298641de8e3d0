import { eq, inArray, sql } from "drizzle-orm";
import { scopes } from "#db/schema/permissions";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { isWithin, narrowedTo, type Readership } from "./audience.policy";
import { type Audience, readershipOf } from "./scopes.server";

export type ScopeChange =
  | { ok: true; before: Readership; narrowed: number }
  | { ok: false; reason: "wider-than-parent" | "shuts-out-below" };

/**
 * Gives a scope another audience. What hangs under it and would be wider is narrowed along, at every depth. One at a time: two changes that
 * do not see each other could leave something wider than what it hangs under. @throws NotFoundError for an unknown scope or group
 */
export async function changeScope(ctx: Ctx, scopeId: string, audience: Audience): Promise<ScopeChange> {
  return inTransaction(ctx, async (ctx) => {
    await lockScopes(ctx);
    const rows = await readTree(ctx, scopeId);
    const root = rows[0];
    if (!root) throw new NotFoundError("scope");
    const wanted = await readershipOf(ctx, audience, root.groupIds);
    const [parent] = root.parentId ? await ctx.db.select().from(scopes).where(eq(scopes.id, root.parentId)) : [];
    if (parent && !isWithin(wanted, parent)) return { ok: false, reason: "wider-than-parent" };

    const settled = new Map<string, Readership>([[root.id, wanted]]);
    for (const row of rows.slice(1)) {
      const left = narrowedTo(row, settled.get(row.parentId!)!);
      if (!left) return { ok: false, reason: "shuts-out-below" };
      settled.set(row.id, left);
    }
    const below = rows.slice(1).filter((row) => settled.get(row.id) !== row);
    for (const { id } of [root, ...below]) await write(ctx, id, settled.get(id)!);
    return { ok: true, before: root, narrowed: below.length };
  });
}

/** Puts scopes under another; the database refuses what would be wider. */
export async function moveScopes(ctx: Ctx, ids: readonly string[], parentId: string | null): Promise<void> {
  if (ids.length > 0)
    await ctx.db
      .update(scopes)
      .set({ parentId })
      .where(inArray(scopes.id, [...ids]));
}

/** Changes of what hangs under what wait for each other until their transactions end. */
export const lockScopes = (ctx: Ctx) => lockByName(ctx, "scopes");

type Row = Readership & { id: string; parentId: string | null };

/** The scope and all below it, each after the one that it hangs under. */
async function readTree(ctx: Ctx, scopeId: string): Promise<Row[]> {
  const rows = await ctx.db.execute<Row & { depth: number }>(sql`
    with recursive tree as (
      select id, parent_id, audience, group_ids, 0 as depth from scopes where id = ${scopeId}
      union all
      select child.id, child.parent_id, child.audience, child.group_ids, tree.depth + 1 from scopes child join tree on child.parent_id = tree.id)
    select id, parent_id as "parentId", audience, group_ids as "groupIds" from tree order by depth`);
  return [...rows];
}

const write = (ctx: Ctx, id: string, { audience, groupIds }: Readership) =>
  ctx.db.update(scopes).set({ audience, groupIds }).where(eq(scopes.id, id));
