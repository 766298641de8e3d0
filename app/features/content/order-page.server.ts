import { asc, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { lockScopes } from "~/features/people/change-scope.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { demandEditor } from "./demand-editor";
import { getPageForUpdate } from "./page-for-update.server";
import { parentPath } from "./page-path";
import { childOf } from "./tree.server";

/** Lets a page change places with the one before or after it. @throws ForbiddenError, NotFoundError */
export async function orderPage(ctx: Ctx, { code, step }: { code: string; step: -1 | 1 }): Promise<void> {
  demandEditor(ctx);
  await inTransaction(ctx, async (ctx) => {
    await lockScopes(ctx);
    const page = await getPageForUpdate(ctx, code);
    const siblings = await ctx.db
      .select({ id: contentPages.id })
      .from(contentPages)
      .where(childOf(parentPath(page.path)))
      .orderBy(asc(contentPages.position), asc(contentPages.title));
    const ids = siblings.map(({ id }) => id);
    const from = ids.indexOf(page.id);
    const to = from + step;
    if (from < 0 || to < 0 || to >= ids.length) return;
    [ids[from], ids[to]] = [ids[to]!, ids[from]!];
    const places = sql.join(
      ids.map((id, index) => sql`(${id}::uuid, ${index + 1}::int)`),
      sql`, `,
    );
    await ctx.db.execute(
      sql`update ${contentPages} set position = placed.position from (values ${places}) placed (id, position) where content_pages.id = placed.id`,
    );
  });
}
