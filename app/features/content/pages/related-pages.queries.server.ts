import { and, asc, desc, eq, not, sql } from "drizzle-orm";
import { contentPageInterests, contentPages } from "#db/schema/content";
import { underNews } from "~/features/content/news/news.queries.server";
import { twoWordsOf, wordsOfTitle } from "~/features/people/search-row";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { linkColumns } from "./link-columns.server";
import { ancestorPaths, parentPath } from "./page-path";
import { readable } from "./readable.server";
import { isSuperseded } from "./reviews.server";
import { childOf } from "./tree.server";

const MOST = 3;
/** Of what this reader may read, so many of each of its subjects, of those beside it, and of those with two of its words are weighed. */
const AMONG = 60;

/**
 * Up to three other pages that this reader may read: those with most subjects in common first, then most words of its title, then those
 * that stand beside it. None that is above or below it, and none that another has replaced. Every step has an end of its own.
 */
export function relatedPages(ctx: Ctx, path: string) {
  const { id, search } = contentPages;
  const { pageId, interest } = contentPageInterests;
  const isBeside = parentPath(path) ? childOf(parentPath(path)) : sql`(${id} is null)`;
  const own = sql`(select was.id, array(select its.interest from ${contentPageInterests} its where its.page_id = was.id) as interests,
    ${wordsOfTitle(sql`search_vector(was.title)`)} as words from ${contentPages} was where was.path = ${path}) own`;
  const mayRead = and(readable(ctx), not(isSuperseded));
  const those = () =>
    ctx.db
      .select({ id })
      .from(contentPages)
      .innerJoin(...scopeOf(contentPages.scopeId));
  const ofSubject = those()
    .innerJoin(contentPageInterests, eq(pageId, id))
    .where(and(sql`${interest} = subject.name`, mayRead))
    .orderBy(desc(pageId))
    .limit(AMONG);
  const besideIt = those().where(and(isBeside, mayRead)).orderBy(asc(contentPages.position), asc(contentPages.title)).limit(AMONG);
  const withWords = those()
    .where(and(sql`${search} @@ ${twoWordsOf(sql`own.words`)}`, mayRead))
    .orderBy(desc(id))
    .limit(AMONG);
  const found = sql`(select distinct near.id from ${own} cross join lateral (
    (select shared.id from unnest(own.interests) subject(name) cross join lateral ${ofSubject} shared)
    union all ${besideIt} union all ${withWords}) near) found`;
  const subjects = sql`(select count(*) from ${contentPageInterests} where ${pageId} = ${id} and ${interest} = any (own.interests))`;
  const words = sql`(select count(*) from unnest(own.words) word where ${search} @@ (quote_literal(word) || ':AB')::tsquery)`;
  return ctx.db
    .select(linkColumns(ctx))
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .innerJoin(found, sql`found.id = ${id}`)
    .innerJoin(own, sql`own.id <> ${id}`)
    .where(
      and(
        readable(ctx),
        not(isSuperseded),
        not(underNews),
        not(sql`${contentPages.path} = any (${sql.param(["", ...ancestorPaths(path)])}::text[])`),
        not(childOf(path)),
        // one word in common may be any: beside each other, or two
        sql`(${subjects} > 0 or ${words} > 1 or ${isBeside})`,
      ),
    )
    .orderBy(desc(subjects), desc(words), desc(isBeside), asc(contentPages.position), asc(contentPages.path))
    .limit(MOST);
}
