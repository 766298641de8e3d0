import { desc, inArray } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { contentPages, contentRevisions } from "#db/schema/content";
import { recordEntry } from "~/features/audit/record-entry.server";
import { type Audience, createScope } from "~/features/people/scopes.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { ConflictError, ForbiddenError } from "~/lib/errors";
import { renderMarkdown } from "~/lib/markdown.server";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { publishBlocker } from "./page.policy";
import { ancestorPaths, RESERVED_WORDS } from "./page-path";

export type NewPage = {
  /** Its place in the tree and its address. The home page is ''. */
  path: string;
  title: string;
  summary: string;
  teaser?: string;
  bodyMarkdown: string;
  audience: Audience;
  position?: number;
  authorId?: PersonId;
  /** When it was last read through; now, unless told. */
  reviewedAt?: Date;
};

/**
 * Publishes a page that is new. It may be for fewer people than the page above it, never for more: the database refuses that.
 * @throws ForbiddenError, ConflictError when its place is taken
 */
export async function publishPage(ctx: Ctx, page: NewPage): Promise<{ id: string }> {
  const blocker = publishBlocker(ctx.actor);
  if (blocker) throw new ForbiddenError(blocker);
  if (RESERVED_WORDS.includes(page.path.split("/")[0]!)) throw new ConflictError("page");

  return inTransaction(ctx, async (ctx) => {
    const id = uuidv7();
    const scopeId = await createScope(ctx, page.audience, await scopeAbove(ctx, page.path));
    const { html, version } = renderMarkdown(page.bodyMarkdown);

    const placed = await ctx.db
      .insert(contentPages)
      .values({
        id,
        code: randomCode(),
        path: page.path,
        scopeId,
        title: page.title,
        summary: page.summary,
        teaser: page.teaser ?? null,
        bodyMarkdown: page.bodyMarkdown,
        bodyHtml: html,
        rendererVersion: version,
        position: page.position ?? 0,
        authorId: page.authorId ?? null,
        reviewedAt: page.reviewedAt ?? ctx.now,
        publishedAt: ctx.now,
        publishedVersion: 1,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      })
      .onConflictDoNothing({ target: contentPages.path })
      .returning({ id: contentPages.id });
    if (placed.length === 0) throw new ConflictError("page");

    await ctx.db.insert(contentRevisions).values({
      id: uuidv7(),
      pageId: id,
      number: 1,
      title: page.title,
      summary: page.summary,
      teaser: page.teaser ?? null,
      bodyMarkdown: page.bodyMarkdown,
      bodyHtml: html,
      rendererVersion: version,
      savedBy: page.authorId ?? null,
      savedAt: ctx.now,
    });
    await recordEntry(ctx, { class: "act", action: "content.page-published", objectKind: "page", objectId: id });
    return { id };
  });
}

/** The scope of the nearest page above that is there. */
async function scopeAbove(ctx: Ctx, path: string): Promise<string | null> {
  const above = ancestorPaths(path);
  if (above.length === 0) return null;
  const [nearest] = await ctx.db
    .select({ scopeId: contentPages.scopeId })
    .from(contentPages)
    .where(inArray(contentPages.path, above))
    .orderBy(desc(contentPages.path))
    .limit(1);
  return nearest?.scopeId ?? null;
}
