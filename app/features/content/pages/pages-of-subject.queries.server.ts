import { and, desc, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { cursorOf, pageOf, readCursor } from "~/lib/pages";
import { linkColumns } from "./link-columns.server";
import { isAbout } from "./page-interests.server";
import { PAGE_PATH } from "./page-path";
import { readable } from "./readable.server";

const PER_PAGE = 20;

/** One page of what is about a subject, guidance and news, the latest first. To be asked with something else. */
export function pagesOfSubject(ctx: Ctx, interest: string, after: string | null) {
  const cursor = readCursor(after, PAGE_PATH);
  // in the words of the page before, as in the list of news
  const older =
    cursor && sql`(${contentPages.publishedAt}, ${contentPages.path}) < (${cursor.at.toISOString()}::timestamptz, ${cursor.tie})`;
  return foundBy(
    ctx.db
      .select({ ...linkColumns(ctx), publishedAt: contentPages.publishedAt })
      .from(contentPages)
      .innerJoin(...scopeOf(contentPages.scopeId))
      .where(and(isAbout(sql<string[]>`array[${interest}]`), older ?? undefined, readable(ctx)))
      .orderBy(desc(contentPages.publishedAt), desc(contentPages.path))
      .limit(PER_PAGE + 1),
    (found) => {
      const { rows: pages, next } = pageOf(found, PER_PAGE, ({ publishedAt, path }) => cursorOf({ at: publishedAt!, tie: path }));
      return { pages, next };
    },
  );
}
