import { eq, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { moveDrafts } from "~/features/drafts/save-draft.server";
import { isWithin } from "~/features/permissions/audience.policy";
import { lockScopes, moveScopes } from "~/features/permissions/change-scope.server";
import { getReadership } from "~/features/permissions/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { demandEditor } from "./demand-editor";
import { type MoveBlocker, nextReview } from "./page.policy";
import { getPageForUpdate, type StoredPage } from "./page-for-update.server";
import { isArticlePath, isPagePath, parentPath, placeBlocker } from "./page-path";
import { forgetRedirects, keepRedirects } from "./redirects.server";
import { findPageAbove, nextPosition, type PageAbove, within } from "./tree.server";

export type MoveResult = { ok: true; moved: number } | { ok: false; reason: MoveBlocker };

/** Gives a page and all below it another address. The old ones lead there. @throws ForbiddenError, NotFoundError */
export async function movePage(ctx: Ctx, { code, to }: { code: string; to: string }): Promise<MoveResult> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    await lockScopes(ctx);
    const page = await getPageForUpdate(ctx, code);
    if (page.path === to) return { ok: true, moved: 0 };
    const pages = await ctx.db.select({ id: contentPages.id, from: contentPages.path }).from(contentPages).where(within(page.path));
    const addresses = pages.map(({ from }) => to + from.slice(page.path.length));
    const above = await findPageAbove(ctx, to);
    const blocker = await moveBlocker(ctx, page, to, { addresses, above });
    if (blocker) return { ok: false, reason: blocker };

    await ctx.db
      .update(contentPages)
      .set({ path: sql`${to} || substr(${contentPages.path}, ${page.path.length + 1})`, updatedAt: ctx.now })
      .where(within(page.path));
    await ctx.db
      .update(contentPages)
      .set({ position: await nextPosition(ctx, to), ...reviewAt(page, to) })
      .where(eq(contentPages.id, page.id));
    await moveScopes(ctx, [page.scopeId], above?.scopeId ?? null);
    await keepRedirects(ctx, pages);
    await forgetRedirects(ctx, addresses);
    await moveDrafts(ctx, `/comments/${page.path}`, `/comments/${to}`);
    return { ok: true, moved: pages.length };
  });
}

/** News is not read through again; what was news counts from the day on which it was checked. */
function reviewAt({ path, reviewedAt, supersededById }: StoredPage, to: string) {
  const isArticle = isArticlePath(to);
  if (isArticle === isArticlePath(path)) return {};
  return { reviewDueAt: reviewedAt && nextReview({ reviewDueAt: null, isArticle, supersededById }, reviewedAt), reviewTold: null };
}

type Target = { addresses: readonly string[]; above: PageAbove | null };

async function moveBlocker(ctx: Ctx, page: StoredPage, to: string, { addresses, above }: Target): Promise<MoveBlocker | null> {
  if (page.path === "" || to === "") return "home";
  const blocker = placeBlocker(to);
  if (blocker) return blocker;
  if (to.startsWith(`${page.path}/`)) return "into-itself";
  if (isArticlePath(to) && addresses.length > 1) return "article-below";
  if (!addresses.every(isPagePath)) return "too-long-below";
  const [taken] = await ctx.db.select({ id: contentPages.id }).from(contentPages).where(within(to)).limit(1);
  if (taken) return "taken";

  if (!isArticlePath(to) && (above?.path ?? "") !== parentPath(to)) return "no-parent";
  const readers = await getReadership(ctx, page.scopeId);
  return above && !isWithin(readers, above) ? "wider-than-parent" : null;
}
