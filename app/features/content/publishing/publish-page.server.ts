import { eq } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { createPage, type PageDraft } from "~/features/content/pages/create-page.server";
import type { Ctx } from "~/lib/ctx";
import { ConflictError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { publishDraft } from "./publish-draft.server";

export type NewPage = Omit<PageDraft, "body" | "teaser"> & {
  teaser?: string;
  bodyMarkdown: string;
  /** When it was last read through; now, unless told. */
  reviewedAt?: Date;
  /** When it is to be read through again; after a year, unless told. */
  reviewDueAt?: Date;
};

/**
 * Makes a page and publishes it at once: for seeds and imports.
 * @throws ForbiddenError, NotFoundError, ConflictError when it cannot stand there or would be for more people than the page above
 */
export async function publishPage(
  ctx: Ctx,
  { bodyMarkdown, teaser = "", reviewedAt, reviewDueAt, ...page }: NewPage,
): Promise<{ id: string; code: string }> {
  return inTransaction(ctx, async (ctx) => {
    const made = await createPage(ctx, { ...page, teaser, body: bodyMarkdown });
    if (!made.ok) throw new ConflictError(`page: ${made.reason}`);
    if (reviewDueAt) await ctx.db.update(contentPages).set({ reviewDueAt }).where(eq(contentPages.id, made.id));
    const published = await publishDraft(ctx, { code: made.code, version: 1, reviewedBy: page.authorId, reviewedAt });
    if (!published.ok) throw new ConflictError(`page: ${published.reason}`);
    return { id: made.id, code: made.code };
  });
}
