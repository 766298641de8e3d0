import { eq } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import type { PublishBlocker } from "~/features/content/pages/page.policy";
import { nextReview } from "~/features/content/pages/page.policy";
import { getPageForUpdate } from "~/features/content/pages/page-for-update.server";
import { isArticlePath } from "~/features/content/pages/page-path";
import { findRevision } from "~/features/content/revisions/revisions.server";
import { renderPage } from "~/features/content/snippets/render-page.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { snippetsIn } from "~/lib/markdown/directives";
import { inTransaction } from "~/lib/transaction.server";

export type PublishResult = { ok: true } | { ok: false; reason: PublishBlocker };

type Publishing = {
  code: string;
  /** The version that was looked at; another one is not published unseen. */
  version: number;
  /** Who checked it, and when, where that is not who acts now. */
  reviewedBy?: PersonId;
  reviewedAt?: Date;
};

/** Gives readers the newest text of a page. @throws ForbiddenError, NotFoundError */
export async function publishDraft(ctx: Ctx, { code, version, reviewedBy, reviewedAt = ctx.now }: Publishing): Promise<PublishResult> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    if (page.archivedAt) return { ok: false, reason: "taken-down" };
    if (page.version !== version) return { ok: false, reason: "changed" };
    if (page.publishedVersion === version) return { ok: true };

    const draft = await findRevision(ctx, page.id, version);
    if (!draft) throw new NotFoundError("revision");
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
        authorId: reviewedBy ?? personIdOf(ctx.actor),
        reviewedAt,
        reviewDueAt: nextReview({ reviewDueAt: page.reviewDueAt, isArticle: isArticlePath(page.path) }, reviewedAt),
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
