import { eq } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { monthsAhead } from "~/features/content/pages/page.policy";
import { getPageForUpdate } from "~/features/content/pages/page-for-update.server";
import { INTERESTS_OF_PAGE, interestsOfPage } from "~/features/content/pages/page-interests.server";
import { chooseInterests } from "~/features/people/choose-interests.server";
import { areInterests } from "~/features/people/interests.queries.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

/** Somebody read a published page through, and it is still right. @throws ForbiddenError, NotFoundError */
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
      .set({
        reviewedAt: ctx.now,
        authorId: personIdOf(ctx.actor),
        reviewDueAt: page.supersededById ? null : monthsAhead(ctx.now, months),
        reviewTold: null,
      })
      .where(eq(contentPages.id, page.id));
    return { ok: true };
  });
}

/** Says which interests a page is about. @throws ForbiddenError, NotFoundError */
export async function tagPage(
  ctx: Ctx,
  { code, interests }: { code: string; interests: readonly string[] },
): Promise<{ ok: true } | { ok: false; reason: "unknown-interest" }> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    const [before] = await ctx.db.select({ interests: interestsOfPage }).from(contentPages).where(eq(contentPages.id, page.id));
    if (!(await areInterests(ctx, interests, before!.interests))) return { ok: false, reason: "unknown-interest" };
    await chooseInterests(ctx, INTERESTS_OF_PAGE, page.id, interests);
    return { ok: true };
  });
}
