import { and, eq } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { isKept } from "./tree.server";

export type StoredPage = Awaited<ReturnType<typeof getPageForUpdate>>;

/** A page as it stands, locked until the transaction ends, whoever may read it. What is in the trash is not there. @throws NotFoundError */
export async function getPageForUpdate(ctx: Ctx, code: string) {
  const { id, path, scopeId, version, publishedVersion, publishedAt, archivedAt, reviewedAt, reviewDueAt, supersededById, supersededAt } =
    contentPages;
  const [page] = await ctx.db
    .select({
      id,
      path,
      scopeId,
      version,
      publishedVersion,
      publishedAt,
      archivedAt,
      reviewedAt,
      reviewDueAt,
      supersededById,
      supersededAt,
    })
    .from(contentPages)
    .where(and(eq(contentPages.code, code), isKept))
    .for("update");
  if (!page) throw new NotFoundError("page");
  return page;
}
