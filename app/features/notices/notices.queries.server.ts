import { type AnyColumn, and, desc, eq, gt, inArray, isNotNull, not, type SQL, sql } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import { noticeVersions } from "#db/schema/notices";
import { isAcceptedBy, wordingColumns, wordingOf } from "~/features/consents/joined-wording.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { fillText } from "./fill-text";
import { loadNoticeWords } from "./notice-words.server";
import { NOTICE_SLUGS, NOTICES, type NoticeSlug } from "./notices";
import { RELEASE_TEXTS, TEXTS_WRITTEN } from "./release-texts.server";
import { renderNotice } from "./render-notice.server";

export type NoticeView = {
  title: string;
  html: string;
  /** Null until the portal published one: the text of this release. */
  version: number | null;
  updatedAt: Date;
};

const versionColumns = { ...wordingColumns, source: noticeVersions.source, html: noticeVersions.bodyHtml };

/** What a notice says now. */
export async function getNotice(ctx: Ctx, slug: NoticeSlug): Promise<NoticeView> {
  const { title } = NOTICES[slug];
  const current = await findCurrent(ctx, slug);
  if (current) return { title, html: current.html, version: current.version, updatedAt: current.publishedAt };
  const { html } = renderNotice(fillText(RELEASE_TEXTS[slug], await loadNoticeWords(ctx)));
  return { title, html, version: null, updatedAt: new Date(TEXTS_WRITTEN) };
}

/** The version in force with the text that it was written as; null while the text of the release stands. */
export async function findCurrent(ctx: Ctx, slug: NoticeSlug) {
  const [row] = await selectCurrent(ctx, [slug]);
  return row ?? null;
}

const selectCurrent = (ctx: Ctx, slugs: readonly NoticeSlug[]) =>
  ctx.db
    .selectDistinctOn([wordingColumns.slug], versionColumns)
    .from(noticeVersions)
    .innerJoin(...wordingOf(noticeVersions.wordingId))
    .where(inArray(wordingColumns.slug, [...slugs]))
    .orderBy(wordingColumns.slug, desc(wordingColumns.version));

/** Every version of a notice, the latest first. There are few: each was written by a person. */
export async function listVersions(ctx: Ctx, slug: NoticeSlug) {
  return ctx.db
    .select({ version: wordingColumns.version, publishedAt: wordingColumns.publishedAt, change: noticeVersions.change })
    .from(noticeVersions)
    .innerJoin(...wordingOf(noticeVersions.wordingId))
    .where(eq(wordingColumns.slug, slug))
    .orderBy(desc(wordingColumns.version))
    .limit(200);
}

/** One version as it was, with what came after it. @throws NotFoundError */
export async function getVersion(ctx: Ctx, slug: NoticeSlug, version: number) {
  const found = await ctx.db
    .select(versionColumns)
    .from(noticeVersions)
    .innerJoin(...wordingOf(noticeVersions.wordingId))
    .where(and(eq(wordingColumns.slug, slug), inArray(wordingColumns.version, [version, version + 1])));
  const [row, after] = [version, version + 1].map((number) => found.find((each) => each.version === number));
  if (!row) throw new NotFoundError("version");
  return { title: NOTICES[slug].title, html: row.html, version, publishedAt: row.publishedAt, replacedAt: after?.publishedAt ?? null };
}

/** All notices and where each stands, for those who write them. */
export async function listNotices(ctx: Ctx) {
  const [words, inForce] = await Promise.all([loadNoticeWords(ctx), selectCurrent(ctx, NOTICE_SLUGS)]);
  return NOTICE_SLUGS.map((slug) => {
    const current = inForce.find((version) => version.slug === slug);
    const { title, path } = NOTICES[slug];
    return {
      slug,
      title,
      path,
      version: current?.version ?? null,
      publishedAt: current?.publishedAt ?? null,
      // what the portal stores or who runs it has changed since: the same text would say something else now
      isStale: current !== undefined && fillText(current.source, words) !== current.body,
    };
  });
}

export type NoticeNews = { slug: NoticeSlug; name: string; path: string; version: number; publishedAt: string; change: string };

export type NoticeChange = Pick<NoticeNews, "slug" | "version" | "publishedAt" | "change">;

/** The latest change of a notice that somebody has not read yet, of those that matter and came after they did. */
export function unreadChangeOf({ id, createdAt }: { id: AnyColumn; createdAt: AnyColumn }): SQL<NoticeChange | null> {
  const { slug, version, publishedAt } = wordingColumns;
  const { change } = noticeVersions;
  const latest = new QueryBuilder()
    .select({
      change: sql`json_build_object('slug', ${slug}, 'version', ${version}, 'publishedAt', ${publishedAt}, 'change', ${change})`,
    })
    .from(noticeVersions)
    .innerJoin(...wordingOf(noticeVersions.wordingId))
    .where(
      and(
        noticeVersions.isMaterial,
        isNotNull(change),
        gt(publishedAt, createdAt),
        // one that was read as part of a later version is no news either
        not(isAcceptedBy(id)),
      ),
    )
    .orderBy(desc(publishedAt))
    .limit(1);
  return sql<NoticeChange | null>`(${latest})`;
}

/** In the words of the page that tells of it. */
export const nameNews = (change: NoticeChange | null): NoticeNews | null =>
  change && { ...change, name: NOTICES[change.slug].name, path: NOTICES[change.slug].path };
