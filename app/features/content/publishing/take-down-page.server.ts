import { eq } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { guardedPage, guardedTexts } from "~/features/content/pages/guarded-page";
import { getPageForUpdate } from "~/features/content/pages/page-for-update.server";
import { findRevision } from "~/features/content/revisions/revisions.server";
import { broughtBack, guardTexts } from "~/features/guard/guard-texts.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { endReview } from "./draft-review.server";
import { dropPlans } from "./plans.server";
import { dropPreviewLink } from "./preview-links.server";

/**
 * Takes a page away from its readers: its address answers “gone”. Those below it stay; what is planned for it, waits for a review of it or
 * shows its draft ends. @throws ForbiddenError, NotFoundError (a draft)
 */
export const takeDownPage = (ctx: Ctx, code: string) => setArchived(ctx, code, true);

/** Gives readers back what they had; what in it may identify a patient is asked about. @throws ForbiddenError, PatientDetailsError */
export const putPageBack = (ctx: Ctx, code: string, vouch?: string) => setArchived(ctx, code, false, vouch);

async function setArchived(ctx: Ctx, code: string, isDown: boolean, vouch?: string): Promise<void> {
  demandEditor(ctx);
  await inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    if (page.publishedVersion === null && !page.archivedAt) throw new NotFoundError("published text");
    if (Boolean(page.archivedAt) === isDown) return;
    await ctx.db
      .update(contentPages)
      .set({ archivedAt: isDown ? ctx.now : null, updatedAt: ctx.now })
      .where(eq(contentPages.id, page.id));
    if (isDown) {
      await dropPlans(ctx, page.id);
      await endReview(ctx, page.id);
      await dropPreviewLink(ctx, page.id);
    }
    const action = isDown ? "content.page-taken-down" : "content.page-put-back";
    await recordEntry(ctx, { class: "act", action, objectKind: "page", objectId: page.id });
    const text = !isDown && page.publishedVersion !== null && (await findRevision(ctx, page.id, page.publishedVersion));
    if (!text) return;
    const texts = guardedTexts({ ...text, teaser: text.teaser ?? "" });
    await guardTexts(ctx, { texts: broughtBack(Object.values(texts)), vouch, thing: guardedPage(code) });
  });
}
