import { and, arrayContains, asc, eq, or, sql } from "drizzle-orm";
import { contentPages, contentRevisions, contentSnippets } from "#db/schema/content";
import { contentPlans, contentPreviewLinks } from "#db/schema/content/publishing";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { editor } from "~/features/content/revisions/revisions.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { MOST_SNIPPETS, MOST_USES } from "./snippet.policy";

/** All snippets by their names. @throws ForbiddenError */
export async function listSnippets(ctx: Ctx) {
  demandEditor(ctx);
  const { name, title } = contentSnippets;
  return ctx.db.select({ name, title }).from(contentSnippets).orderBy(asc(name)).limit(MOST_SNIPPETS);
}

/** One snippet, as it is edited. @throws ForbiddenError, NotFoundError */
export async function getSnippet(ctx: Ctx, name: string) {
  demandEditor(ctx);
  const { title, bodyMarkdown: body, version, savedAt } = contentSnippets;
  const [snippet] = await ctx.db
    .select({ name: contentSnippets.name, title, body, version, savedAt, savedBy: editor.name })
    .from(contentSnippets)
    .leftJoin(...editor.of(contentSnippets.savedBy))
    .where(eq(contentSnippets.name, name));
  if (!snippet) throw new NotFoundError("snippet");
  return snippet;
}

/**
 * The pages that name a snippet: in what readers have, in the newest draft, in a text that goes out later or in one that a link shows.
 * @throws ForbiddenError
 */
export async function listUses(ctx: Ctx, name: string) {
  demandEditor(ctx);
  const { pageId, number } = contentRevisions;
  const isNewest = and(eq(pageId, contentPages.id), eq(number, contentPages.version));
  const goesOut = sql`${number} in (select plan.version from ${contentPlans} plan where plan.page_id = ${pageId})`;
  const isShown = sql`${number} in (select link.number from ${contentPreviewLinks} link where link.page_id = ${pageId})`;
  const inDraft = ctx.db
    .select({ id: pageId })
    .from(contentRevisions)
    .innerJoin(contentPages, eq(pageId, contentPages.id))
    .where(and(arrayContains(contentRevisions.snippets, [name]), or(eq(number, contentPages.version), goesOut, isShown)));
  return ctx.db
    .select({
      code: contentPages.code,
      path: contentPages.path,
      title: contentRevisions.title,
      isRead: sql<boolean>`${arrayContains(contentPages.snippets, [name])} and ${contentPages.archivedAt} is null`,
    })
    .from(contentPages)
    .innerJoin(contentRevisions, isNewest)
    .where(or(arrayContains(contentPages.snippets, [name]), sql`${contentPages.id} = any(array(${inDraft}))`))
    .orderBy(asc(contentPages.path))
    .limit(MOST_USES);
}
