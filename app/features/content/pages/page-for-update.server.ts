import { eq } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";

export type StoredPage = Awaited<ReturnType<typeof getPageForUpdate>>;

/** A page as it stands, locked until the transaction ends, whoever may read it. @throws NotFoundError */
export async function getPageForUpdate(ctx: Ctx, code: string) {
  const { id, path, scopeId, version, publishedVersion, publishedAt, archivedAt, reviewedAt, reviewDueAt, supersededById } = contentPages;
  const [page] = await ctx.db
    .select({ id, path, scopeId, version, publishedVersion, publishedAt, archivedAt, reviewedAt, reviewDueAt, supersededById })
    .from(contentPages)
    .where(eq(contentPages.code, code))
    .for("update");
  if (!page) throw new NotFoundError("page");
  return page;
}
