import { noticeVersions } from "#db/schema/notices";
import { wordingColumns, wordingOf } from "~/features/consents/joined-wording.server";
import { isOneOf } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { NOTICES, type NoticeSlug } from "./notices";

/** What these versions changed, for mails and for the inbox. */
export const selectChanges = (ctx: Ctx, wordingIds: readonly string[]) =>
  ctx.db
    .select({
      wordingId: wordingColumns.id,
      slug: wordingColumns.slug,
      publishedAt: wordingColumns.publishedAt,
      change: noticeVersions.change,
    })
    .from(noticeVersions)
    .innerJoin(...wordingOf(noticeVersions.wordingId))
    .where(isOneOf(wordingColumns.id, wordingIds));

/** With what the notice is called, and where it stands. */
export function nameChange({ slug, change, ...row }: Awaited<ReturnType<typeof selectChanges>>[number]) {
  const { name, path } = NOTICES[slug as NoticeSlug];
  return { ...row, name, path, change: change ?? "" };
}
