import { and, eq, isNull, lte, ne } from "drizzle-orm";
import { contentPages, contentRedirects, contentRevisions } from "#db/schema/content";
import { contentDraftComments, contentPlans, contentPreviewLinks } from "#db/schema/content/publishing";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { editPath } from "~/features/content/pages/edit-path";
import { type TakeOutBlocker, takeOutBlocker } from "~/features/content/pages/page.policy";
import { getPageForUpdate } from "~/features/content/pages/page-for-update.server";
import { dropPlans } from "~/features/content/publishing/plans.server";
import { dropPreviewLink } from "~/features/content/publishing/preview-links.server";
import { forgetDraftsBelow } from "~/features/drafts/save-draft.server";
import type { TakeOutReason } from "~/features/guard/taken-out";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { findRevision, NO_TEXT } from "./revisions.server";

type Input = { code: string; number: number; why: TakeOutReason; before: boolean };

/**
 * Empties an earlier text of a page for good, title and all; with `before` also those before it, as far as readers do not have them. That
 * there was one stays, with who took it out and why; it does not go out later any more. A page that was taken down, and whose readers' text
 * goes, is a draft again.
 * @throws ForbiddenError, NotFoundError
 */
export async function takeOutEarlierText(ctx: Ctx, { code, number, why, before }: Input): Promise<TakeOutBlocker | null> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    const revision = await findRevision(ctx, page.id, number);
    if (!revision) throw new NotFoundError("revision");
    const blocker = takeOutBlocker(page, revision);
    if (blocker) return blocker;

    const { pageId, number: numbered, takenOutAt } = contentRevisions;
    const { publishedVersion } = page;
    const isRead = publishedVersion !== null && !page.archivedAt;
    await ctx.db
      .update(contentRevisions)
      .set({
        ...NO_TEXT,
        takenOutAt: ctx.now,
        takenOutBy: personIdOf(ctx.actor),
        takenOutWhy: why,
      })
      .where(
        and(
          eq(pageId, page.id),
          before ? lte(numbered, number) : eq(numbered, number),
          isRead ? ne(numbered, publishedVersion) : undefined,
          isNull(takenOutAt),
        ),
      );
    if (page.archivedAt && publishedVersion !== null && (before ? publishedVersion <= number : publishedVersion === number))
      await ctx.db
        .update(contentPages)
        .set({ ...NO_TEXT, publishedVersion: null, publishedAt: null, archivedAt: null, updatedAt: ctx.now })
        .where(eq(contentPages.id, page.id));
    const stopped = await dropPlans(ctx, page.id, before ? lte(contentPlans.version, number) : eq(contentPlans.version, number));
    // nothing is left that could come down
    if (stopped > 0 && publishedVersion === null) await dropPlans(ctx, page.id);
    await dropPreviewLink(ctx, page.id, (before ? lte : eq)(contentPreviewLinks.number, number));
    // what was said about it may repeat it
    await ctx.db
      .delete(contentDraftComments)
      .where(and(eq(contentDraftComments.pageId, page.id), (before ? lte : eq)(contentDraftComments.number, number)));
    // an address that it had before may be made of the title
    if (why === "patient-details") await ctx.db.delete(contentRedirects).where(eq(contentRedirects.pageId, page.id));
    await forgetDraftsBelow(ctx, [editPath(code)]);
    await recordEntry(ctx, { class: "act", action: "page.earlier-text-taken-out", objectKind: "page", objectId: page.id });
    return null;
  });
}
