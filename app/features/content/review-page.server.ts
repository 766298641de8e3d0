import { eq } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { demandEditor } from "./demand-editor";
import { monthsAhead } from "./page.policy";
import { getPageForUpdate } from "./page-for-update.server";

/** Somebody read a published page through and vouches for it. @throws ForbiddenError, NotFoundError */
export async function reviewPage(
  ctx: Ctx,
  { code, months }: { code: string; months: number },
): Promise<{ ok: true } | { ok: false; reason: "not-published" }> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    if (page.publishedVersion === null || page.archivedAt) return { ok: false, reason: "not-published" };
    await ctx.db
      .update(contentPages)
      .set({ reviewedAt: ctx.now, authorId: personIdOf(ctx.actor), reviewDueAt: monthsAhead(ctx.now, months) })
      .where(eq(contentPages.id, page.id));
    return { ok: true };
  });
}

/** Says which interests a page is about. @throws ForbiddenError, NotFoundError */
export async function tagPage(ctx: Ctx, { code, interests }: { code: string; interests: readonly string[] }): Promise<void> {
  demandEditor(ctx);
  await inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    await ctx.db
      .update(contentPages)
      .set({ interests: [...interests] })
      .where(eq(contentPages.id, page.id));
  });
}
