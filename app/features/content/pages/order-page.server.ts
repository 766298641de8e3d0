import { asc, eq, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { lockScopes } from "~/features/permissions/change-scope.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { demandEditor } from "./demand-editor";
import { getPageForUpdate } from "./page-for-update.server";
import { parentPath } from "./page-path";
import { childOf } from "./tree.server";

/** Lets a page change places with the one before or after it; gives the code of the page above. @throws ForbiddenError, NotFoundError */
export async function orderPage(ctx: Ctx, { code, step }: { code: string; step: -1 | 1 }): Promise<{ above: string | null }> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    await lockScopes(ctx);
    const page = await getPageForUpdate(ctx, code);
    const parent = parentPath(page.path);
    const [above] = parent ? await ctx.db.select({ code: contentPages.code }).from(contentPages).where(eq(contentPages.path, parent)) : [];
    const siblings = await ctx.db
      .select({ id: contentPages.id })
      .from(contentPages)
      .where(childOf(parent))
      .orderBy(asc(contentPages.position), asc(contentPages.title));
    const ids = siblings.map(({ id }) => id);
    const from = ids.indexOf(page.id);
    const to = from + step;
    if (from >= 0 && to >= 0 && to < ids.length) {
      [ids[from], ids[to]] = [ids[to]!, ids[from]!];
      await placeInOrder(ctx, ids);
    }
    return { above: above?.code ?? null };
  });
}

async function placeInOrder(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const places = sql.join(
    ids.map((id, index) => sql`(${id}::uuid, ${index + 1}::int)`),
    sql`, `,
  );
  await ctx.db.execute(
    sql`update ${contentPages} set position = placed.position from (values ${places}) placed (id, position) where content_pages.id = placed.id`,
  );
}
