import { and, asc, type SQL } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import type { GuidanceOfSubject, PageLink } from "~/features/content/types";
import type { Subject } from "~/features/people/interests.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { linkColumns } from "./link-columns.server";
import { subjectsOfPage } from "./page-interests.server";
import { readable } from "./readable.server";
import { below } from "./tree.server";

// what one page can show
const MOST = 400;

/**
 * All guidance that this reader may read, by its subjects, in the order of their list; what is about none of them last. Nothing where there
 * is more than one page can show: then its sections lead on, and the page of each subject. To be asked with something else.
 */
export const guidanceIndex = (ctx: Ctx): SQL<GuidanceOfSubject[]> =>
  foundBy(
    ctx.db
      .select({ ...linkColumns(ctx), subjects: subjectsOfPage })
      .from(contentPages)
      .innerJoin(...scopeOf(contentPages.scopeId))
      .where(and(below("guidance"), readable(ctx)))
      .orderBy(asc(contentPages.position), asc(contentPages.title))
      .limit(MOST + 1),
    (pages) => (pages.length > MOST ? [] : bySubject(pages)),
  );

function bySubject(pages: readonly (PageLink & { subjects: Subject[] })[]): GuidanceOfSubject[] {
  const groups = new Map<string, GuidanceOfSubject & { position: number }>();
  for (const { subjects, ...page } of pages) {
    const offered = subjects.filter(({ slug }) => slug !== null);
    const stands = offered.length > 0 ? offered : [{ name: "", slug: null, position: Number.POSITIVE_INFINITY }];
    for (const { name, slug, position } of stands) {
      const group = groups.get(name) ?? { name, slug, position, pages: [] };
      groups.set(name, { ...group, pages: [...group.pages, page] });
    }
  }
  const sorted = [...groups.values()].sort((one, other) => one.position - other.position || one.name.localeCompare(other.name));
  return sorted.map(({ position: _, ...group }) => group);
}
