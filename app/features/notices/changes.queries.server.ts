import { eq, inArray } from "drizzle-orm";
import { wordings } from "#db/schema/consents";
import { noticeVersions } from "#db/schema/notices";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import type { Ctx } from "~/lib/ctx";
import { wordingOfCause } from "./notice-cause";
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

/** Changes that somebody was told of, in words, by cause. */
export async function wordNoticeChanges(
  ctx: Ctx,
  told: readonly { kind: string; cause: string }[],
): Promise<Map<string, NotificationWords>> {
  const causes = new Map(told.filter(({ kind }) => kind === "notice").map(({ cause }) => [wordingOfCause(cause), cause]));
  const changes = await listChanges(ctx, [...causes.keys()]);
  return new Map(
    changes.map(({ wordingId, name, path, change }) => [
      causes.get(wordingId)!,
      { before: "Changed:", text: name, href: path, after: change ? `. ${change}` : "" },
    ]),
  );
}
