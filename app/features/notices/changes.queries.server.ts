import { eq, inArray } from "drizzle-orm";
import { wordings } from "#db/schema/consents";
import { noticeVersions } from "#db/schema/notices";
import type { Ctx } from "~/lib/ctx";
import { NOTICES, type NoticeSlug } from "./notices";

/** What these versions changed, for mails and for the inbox. */
export async function listChanges(ctx: Ctx, wordingIds: readonly string[]) {
  if (wordingIds.length === 0) return [];
  const rows = await ctx.db
    .select({ wordingId: wordings.id, slug: wordings.slug, publishedAt: wordings.publishedAt, change: noticeVersions.change })
    .from(noticeVersions)
    .innerJoin(wordings, eq(wordings.id, noticeVersions.wordingId))
    .where(inArray(wordings.id, [...wordingIds]));
  return rows.map(({ slug, change, ...row }) => {
    const { name, path } = NOTICES[slug as NoticeSlug];
    return { ...row, name, path, change: change ?? "" };
  });
}
