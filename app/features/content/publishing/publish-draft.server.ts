import { eq } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import type { PublishBlocker } from "~/features/content/pages/page.policy";
import { nextReview } from "~/features/content/pages/page.policy";
import { getPageForUpdate } from "~/features/content/pages/page-for-update.server";
import { isArticlePath } from "~/features/content/pages/page-path";
import { findRevision } from "~/features/content/revisions/revisions.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";

export type PublishResult = { ok: true } | { ok: false; reason: PublishBlocker };

type Publishing = {
  code: string;
  /** The version that was looked at; another one is not published unseen. */
  version: number;
  /** It says the same in other words: nobody who read the text before is told of a change. */
  isSmall?: boolean;
  /** Who checked it, and when, where that is not who acts now. */
  reviewedBy?: PersonId;
  reviewedAt?: Date;
};

/** Gives readers the newest text of a page. @throws ForbiddenError, NotFoundError */
export async function publishDraft(
  ctx: Ctx,
  { code, version, isSmall = false, reviewedBy, reviewedAt = ctx.now }: Publishing,
): Promise<PublishResult> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    if (page.archivedAt) return { ok: false, reason: "taken-down" };
    if (page.version !== version) return { ok: false, reason: "changed" };
    if (page.publishedVersion === version) return { ok: true };

    const draft = await findRevision(ctx, page.id, version);
    if (!draft) throw new NotFoundError("revision");
    const { title, summary, teaser, body, bodyHtml, rendererVersion } = draft;
    await ctx.db
      .update(contentPages)
      .set({
        title,
        summary,
        teaser,
        bodyMarkdown: body,
        bodyHtml,
        rendererVersion,
        publishedVersion: version,
        publishedAt: page.publishedAt ?? ctx.now,
        ...(isSmall && page.publishedVersion !== null ? {} : { changedVersion: version, changedAt: ctx.now }),
        authorId: reviewedBy ?? personIdOf(ctx.actor),
        reviewedAt,
        reviewDueAt: nextReview({ ...page, isArticle: isArticlePath(page.path) }, reviewedAt),
        // a day that stays is told to nobody yet
        reviewTold: null,
        updatedAt: ctx.now,
      })
      .where(eq(contentPages.id, page.id));
    await recordEntry(ctx, {
      class: "act",
      action: "content.page-published",
      objectKind: "page",
      objectId: page.id,
      detail: { version },
    });
    return { ok: true };
  });
}
