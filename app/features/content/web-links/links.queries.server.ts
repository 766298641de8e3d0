import { and, desc, eq, exists, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { contentPageWebLinks, contentWebLinks } from "#db/schema/content/web-links";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import { NotFoundError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";

const PER_PAGE = 50;
/** Of the pages that a link stands in so many are named; that there are more is said. */
export const MOST_PAGES = 5;

export type LinkList = "broken" | "ignored";

const linkOf = sql`${contentWebLinks}.code`;
type LinkPage = { code: string; title: string; path: string };
const pages = sql<LinkPage[]>`(select coalesce(json_agg(json_build_object('code', held.code, 'title', held.title, 'path', held.path)), '[]')
  from (select page.code, page.title, page.path from ${contentPageWebLinks} of join ${contentPages} page on page.id = of.page_id
    where of.link = ${linkOf} order by page.path limit ${sql.raw(String(MOST_PAGES + 1))}) held)`;
const columns = {
  code: contentWebLinks.code,
  url: contentWebLinks.url,
  outcome: contentWebLinks.outcome,
  checkedAt: contentWebLinks.checkedAt,
  failures: contentWebLinks.failures,
  failingSince: contentWebLinks.failingSince,
  ignoredAt: contentWebLinks.ignoredAt,
  ignoredWhy: contentWebLinks.ignoredWhy,
  pages,
};

/** Links that lead nowhere, or that editors leave as they are, the latest first, with the pages they stand in. @throws ForbiddenError */
export async function listLinks(ctx: Ctx, list: LinkList, after: string | null) {
  demandEditor(ctx);
  const { code, failingSince, ignoredAt, isBroken } = contentWebLinks;
  const since = list === "broken" ? failingSince : ignoredAt;
  const column = sql.identifier(list === "broken" ? "failing_since" : "ignored_at");
  const isListed = list === "broken" ? and(sql`${isBroken}`, isNull(ignoredAt)) : isNotNull(ignoredAt);
  const from = after
    ? sql`(${since}, ${code}) < (select last_.${column}, last_.code from ${contentWebLinks} last_ where last_.code = ${after})`
    : undefined;
  const inPages = exists(ctx.db.select({ one: sql`1` }).from(contentPageWebLinks).where(eq(contentPageWebLinks.link, code)));
  const found = await ctx.db
    .select(columns)
    .from(contentWebLinks)
    .where(and(isListed, inPages, from))
    .orderBy(desc(since), desc(code))
    .limit(PER_PAGE + 1);
  const { rows: links, next } = pageOf(found, PER_PAGE, (last) => last.code);
  return { links, next };
}

/** One link. @throws ForbiddenError, NotFoundError */
export async function getLink(ctx: Ctx, code: string) {
  demandEditor(ctx);
  const [link] = await ctx.db.select(columns).from(contentWebLinks).where(eq(contentWebLinks.code, code));
  if (!link) throw new NotFoundError("link");
  return link;
}

/** Whether anybody looks at links here: a portal that is not live asks nobody. */
export const areLinksChecked = async (ctx: Ctx): Promise<boolean> =>
  env().deployment === "live" && (await getSettings(ctx)).linksCheckedAnHour > 0;

/** How many links of a page lead nowhere, as a column over pages. */
export const brokenLinks: SQL<number> = sql<number>`(select count(*)::int from ${contentPageWebLinks} of join ${contentWebLinks} link on link.code = of.link
  where of.page_id = ${sql`${contentPages}.id`} and link.is_broken and link.ignored_at is null)`;
