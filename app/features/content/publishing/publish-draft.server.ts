import { eq, lte } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { contentPlans } from "#db/schema/content/publishing";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import type { PublishBlocker } from "~/features/content/pages/page.policy";
import { nextReview } from "~/features/content/pages/page.policy";
import { getPageForUpdate, type StoredPage } from "~/features/content/pages/page-for-update.server";
import { isArticlePath } from "~/features/content/pages/page-path";
import { findRevision } from "~/features/content/revisions/revisions.server";
import { renderPage } from "~/features/content/snippets/render-page.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { snippetsIn } from "~/lib/markdown/directives";
import { inTransaction } from "~/lib/transaction.server";
import { endReview, needsAnother } from "./draft-review.server";
import { dropPlans } from "./plans.server";

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
    if (await needsAnother(ctx, page.id, version)) return { ok: false, reason: "own-text" };
    await publishVersion(ctx, page, { version, isSmall, reviewedBy: reviewedBy ?? personIdOf(ctx.actor), reviewedAt });
    return { ok: true };
  });
}

/**
 * Gives readers one text of a page whose row is locked. What of it, or of an older one, was to go out later does not any more. Somebody may
 * have checked the page since this text was read: then they stay its checker.
 */
export async function publishVersion(
  ctx: Ctx,
  page: StoredPage,
  {
    version,
    isSmall = false,
    reviewedBy,
    reviewedAt,
    trustedFrom = reviewedAt,
  }: { version: number; isSmall?: boolean; reviewedBy: PersonId | null; reviewedAt: Date; trustedFrom?: Date },
): Promise<void> {
  const draft = await findRevision(ctx, page.id, version);
  if (!draft || draft.takenOutAt) throw new NotFoundError("revision");
  const { title, summary, teaser, body } = draft;
  const snippets = snippetsIn(body);
  // as they are now: they may change while this is published
  const made = snippets.length > 0 ? await renderPage(ctx, body, { before: draft.bodyHtml }) : null;
  await ctx.db
    .update(contentPages)
    .set({
      title,
      summary,
      teaser,
      bodyMarkdown: body,
      bodyHtml: made?.html ?? draft.bodyHtml,
      rendererVersion: made?.version ?? draft.rendererVersion,
      snippets,
      publishedVersion: version,
      publishedAt: page.publishedAt ?? ctx.now,
      ...(isSmall && page.publishedVersion !== null ? {} : { changedVersion: version, changedAt: ctx.now }),
      ...(page.reviewedAt && page.reviewedAt > reviewedAt ? {} : { authorId: reviewedBy, reviewedAt }),
      reviewDueAt: nextReview({ ...page, isArticle: isArticlePath(page.path) }, trustedFrom),
      // a day that stays is told to nobody yet
      reviewTold: null,
      updatedAt: ctx.now,
    })
    .where(eq(contentPages.id, page.id));
  await dropPlans(ctx, page.id, lte(contentPlans.version, version));
  await endReview(ctx, page.id, { version, by: reviewedBy });
  await recordEntry(ctx, {
    class: "act",
    action: "content.page-published",
    objectKind: "page",
    objectId: page.id,
    detail: { version },
  });
}
