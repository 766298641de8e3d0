import { and, asc, eq, inArray, or } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { nextReview, type SupersedeBlocker } from "~/features/content/pages/page.policy";
import { getPageForUpdate } from "~/features/content/pages/page-for-update.server";
import { isArticlePath } from "~/features/content/pages/page-path";
import { current } from "~/features/content/pages/readable.server";
import { isSuperseded } from "~/features/content/pages/reviews.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

type Result = { ok: true } | { ok: false; reason: SupersedeBlocker };

/**
 * Says which page holds in place of this one, or, with none, that this one does: then its day to be read through again counts from when it
 * was checked. Nobody is led away from it, and what is out of date is no longer read through.
 * @throws ForbiddenError, NotFoundError
 */
export async function supersedePage(ctx: Ctx, { code, by }: { code: string; by: string }): Promise<Result> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    const { id } = contentPages;
    // both, in one order: two that would replace each other at once wait for each other
    const both = ctx.db
      .select({ id })
      .from(contentPages)
      .where(or(eq(contentPages.code, code), eq(contentPages.path, by)));
    await ctx.db.select({ id }).from(contentPages).where(inArray(id, both)).orderBy(asc(id)).for("update");
    const page = await getPageForUpdate(ctx, code);
    const successor = by ? await findSuccessor(ctx, by) : null;
    if (by && !successor) return { ok: false, reason: "no-page" };
    if (successor?.id === page.id) return { ok: false, reason: "itself" };
    if (successor?.isSuperseded) return { ok: false, reason: "superseded-too" };
    if (page.supersededById === (successor?.id ?? null)) return { ok: true };

    const next = { supersededById: successor?.id ?? null, isArticle: isArticlePath(page.path), reviewDueAt: null };
    await ctx.db
      .update(contentPages)
      .set({
        supersededById: next.supersededById,
        reviewDueAt: nextReview(next, page.reviewedAt ?? ctx.now),
        reviewTold: null,
        updatedAt: ctx.now,
      })
      .where(eq(id, page.id));
    await recordEntry(ctx, {
      class: "act",
      action: "content.page-superseded",
      objectKind: "page",
      objectId: page.id,
      detail: { by: next.supersededById },
    });
    return { ok: true };
  });
}

async function findSuccessor(ctx: Ctx, path: string) {
  const [page] = await ctx.db
    .select({ id: contentPages.id, isSuperseded })
    .from(contentPages)
    .where(and(eq(contentPages.path, path), current(ctx)));
  return page ?? null;
}
