import { and, asc, desc, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { contentPages } from "#db/schema/content";
import { newsOrder, underNews } from "~/features/content/news/news.queries.server";
import { chosenInterests } from "~/features/people/interests.queries.server";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { isAbout } from "./page-interests.server";
import { linkColumns, underGuidance } from "./pages.queries.server";
import { readable } from "./readable.server";

/**
 * What somebody is offered to read, in one statement, latest first: articles, and guides that are about what they are interested in; where
 * they chose nothing, or switched that off, or nothing is about it, the guides published last. `interests`: what the guides were chosen by.
 */
export async function offerReading(ctx: Ctx, { guides, articles }: { guides: number; articles: number }) {
  const chosen = chosenInterests(ctx);
  const guideOrder = [desc(contentPages.publishedAt), asc(contentPages.path)];
  const offered = await unionAll(
    select(ctx, "articles", { where: underNews, order: newsOrder, limit: articles }),
    select(ctx, "theirs", { where: and(underGuidance, isAbout(chosen)), order: guideOrder, limit: guides, interests: chosen }),
    select(ctx, "latest", { where: underGuidance, order: guideOrder, limit: guides }),
  );
  const of = (kind: string) => offered.flatMap(({ list, interests: _, ...page }) => (list === kind ? [page] : []));
  const theirs = of("theirs");
  const interests = offered.find(({ list }) => list === "theirs")?.interests ?? [];
  return { articles: of("articles"), guides: theirs.length > 0 ? theirs : of("latest"), interests };
}

type Part = { where: SQL | undefined; order: readonly SQL[]; limit: number; interests?: SQL<string[]> };

const select = (ctx: Ctx, list: string, { where, order, limit, interests = sql<string[]>`'{}'::text[]` }: Part) =>
  ctx.db
    .select({
      list: sql<string>`${list}::text`,
      ...linkColumns(ctx),
      publishedAt: contentPages.publishedAt,
      audience: readersColumns.audience,
      interests,
    })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(where, readable(ctx)))
    .orderBy(...order)
    .limit(limit);
