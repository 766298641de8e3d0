import { inArray } from "drizzle-orm";
import { noticeVersions } from "#db/schema/notices";
import { wordingColumns, wordingOf } from "~/features/consents/joined-wording.server";
import type { Ctx } from "~/lib/ctx";
import { NOTICES, type NoticeSlug } from "./notices";

/** What these versions changed, for mails and for the inbox. */
export async function listChanges(ctx: Ctx, wordingIds: readonly string[]) {
  if (wordingIds.length === 0) return [];
  const rows = await ctx.db
    .select({
      wordingId: wordingColumns.id,
      slug: wordingColumns.slug,
      publishedAt: wordingColumns.publishedAt,
      change: noticeVersions.change,
    })
    .from(noticeVersions)
    .innerJoin(...wordingOf(noticeVersions.wordingId))
    .where(inArray(wordingColumns.id, [...wordingIds]));
  return rows.map(({ slug, change, ...row }) => {
    const { name, path } = NOTICES[slug as NoticeSlug];
    return { ...row, name, path, change: change ?? "" };
  });
}
