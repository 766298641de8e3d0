import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { contentPages, contentRevisions } from "#db/schema/content";
import { isHolderOf } from "~/features/files/files.queries.server";
import { MOST_USES } from "~/features/files/library/library.policy";
import type { Ctx } from "~/lib/ctx";
import { demandEditor } from "./demand-editor";
import { isKept } from "./tree.server";

export type FileUse = { code: string; path: string; title: string; held: "read" | "draft" | "earlier" };

/** The pages that hold a file: in what readers have, in the newest text, or in an earlier one alone. @throws ForbiddenError */
export async function listFileUses(ctx: Ctx, fileId: string): Promise<FileUse[]> {
  demandEditor(ctx);
  const { pageId, number, id } = contentRevisions;
  const isNewest = and(eq(pageId, contentPages.id), eq(number, contentPages.version));
  const inTexts = ctx.db.select({ pageId }).from(contentRevisions).where(isHolderOf(id, fileId));
  return ctx.db
    .select({
      code: contentPages.code,
      path: contentPages.path,
      title: contentRevisions.title,
      held: sql<FileUse["held"]>`case when ${and(isHolderOf(contentPages.id, fileId), isNull(contentPages.archivedAt))} then 'read'
        when ${isHolderOf(id, fileId)} then 'draft' else 'earlier' end`,
    })
    .from(contentPages)
    .innerJoin(contentRevisions, isNewest)
    .where(and(isKept, or(isHolderOf(contentPages.id, fileId), sql`${contentPages.id} = any(array(${inTexts}))`)))
    .orderBy(asc(contentPages.path))
    .limit(MOST_USES);
}
