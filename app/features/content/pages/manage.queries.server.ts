import { and, asc, eq, isNull, min, sql } from "drizzle-orm";
import { contentPages, contentRevisions } from "#db/schema/content";
import { contentReviewRequests } from "#db/schema/content/publishing";
import { usefulness } from "~/features/content/feedback/feedback.queries.server";
import { isOwnRevision, reviewColumns, reviewDetails, reviewOfPage } from "~/features/content/publishing/draft-review.server";
import { planColumns, planDetails, plansOfPage } from "~/features/content/publishing/plans.server";
import { editor } from "~/features/content/revisions/revisions.server";
import { brokenLinks } from "~/features/content/web-links/links.queries.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import { countsOfGroup, namedGroups, readershipColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { demandEditor } from "./demand-editor";
import { interestsOfPage } from "./page-interests.server";
import { isArticlePath, parentPath } from "./page-path";
import { isUnpublished, stateIs } from "./page-states.server";
import { checkedBy, checker, isSuperseded, ownedBy, owner, ownerOfPage } from "./reviews.server";
import { below, childOf, isKept, listingOfPage } from "./tree.server";

/** One page for its editors, whoever may read it: how it stands, and its newest text. @throws ForbiddenError, NotFoundError */
export async function getPageToEdit(ctx: Ctx, code: string) {
  demandEditor(ctx);
  const [page] = await selectToEdit(ctx).where(and(eq(contentPages.code, code), isKept));
  if (!page) throw new NotFoundError("page");
  return { ...page, isArticle: isArticlePath(page.path) };
}

/** The pages right below one, in their order; and the page above it. */
export async function listAround(ctx: Ctx, path: string) {
  demandEditor(ctx);
  const parent = parentPath(path);
  const [children, [above]] = await Promise.all([
    path === ""
      ? []
      : selectListed(ctx)
          .where(and(childOf(path), isKept))
          .orderBy(asc(contentPages.position), asc(contentPages.title))
          .limit(200),
    parent ? selectListed(ctx).where(eq(contentPages.path, parent)) : [],
  ]);
  return { children, above: above ?? null };
}

/** How many pages are below one, at every depth. */
export async function countBelow(ctx: Ctx, path: string): Promise<number> {
  demandEditor(ctx);
  return path === "" ? 0 : ctx.db.$count(contentPages, and(below(path), isKept));
}

/** How many pages are for a group, for whoever arranges groups; those that are taken down count, since they can be put back. */
export async function countPagesFor(ctx: Ctx, groupId: string) {
  demandPermission(ctx, "change-roles");
  const [counts] = await ctx.db
    .select(countsOfGroup(groupId))
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId));
  return counts!;
}

type Waiting = { count: number; oldest: Date | null };

/** Published pages whose day to be read through again has come. */
export function countPagesToReview(ctx: Ctx): Promise<Waiting> {
  return countWaiting(ctx, "due", contentPages.reviewDueAt);
}

/** Drafts that other editors ask to have read. */
export async function countDraftsToReview(ctx: Ctx): Promise<Waiting> {
  demandEditor(ctx);
  const isOthers = sql`${contentReviewRequests.askedBy} is distinct from ${personIdOf(ctx.actor)}::uuid`;
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int`, oldest: min(contentReviewRequests.askedAt) })
    .from(contentReviewRequests)
    .where(isOthers);
  return { count: row?.count ?? 0, oldest: row?.oldest ?? null };
}

/** Texts that were saved and never published: new pages, and changes of published ones. */
export function countDrafts(ctx: Ctx): Promise<Waiting> {
  return countWaiting(ctx, "unpublished", contentRevisions.savedAt);
}

async function countWaiting(
  ctx: Ctx,
  state: "due" | "unpublished",
  since: typeof contentPages.reviewDueAt | typeof contentRevisions.savedAt,
): Promise<Waiting> {
  demandEditor(ctx);
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int`, oldest: min(since) })
    .from(contentPages)
    .innerJoin(contentRevisions, isNewest)
    .where(state === "due" ? stateIs(ctx, "due") : and(isNull(contentPages.archivedAt), isKept, isUnpublished));
  return { count: row?.count ?? 0, oldest: row?.oldest ?? null };
}

const isNewest = and(eq(contentRevisions.pageId, contentPages.id), eq(contentRevisions.number, contentPages.version));

/** How a page stands, as lists show it too. */
function standing(ctx: Ctx) {
  const { id, code, path, scopeId, version, publishedVersion, publishedAt, archivedAt, reviewedAt, reviewDueAt } = contentPages;
  return {
    ...{ id, code, path, scopeId, version, publishedVersion, publishedAt, archivedAt, reviewedAt, reviewDueAt },
    title: contentRevisions.title,
    savedAt: contentRevisions.savedAt,
    savedBy: editor.name,
    ...planColumns,
    ...reviewColumns,
    checkedBy: checkedBy(ctx),
    owner: ownedBy(ctx),
    ...readershipColumns,
    groups: namedGroups,
  };
}

/** Pages as a list of editors shows them: to be narrowed, by `isKept` too. */
export const selectListed = (ctx: Ctx) =>
  ctx.db
    .select(standing(ctx))
    .from(contentPages)
    .innerJoin(contentRevisions, isNewest)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .innerJoin(...listingOfPage)
    .leftJoin(...editor.of(contentRevisions.savedBy))
    .leftJoin(...checker.of(contentPages.authorId))
    .leftJoin(...ownerOfPage)
    .leftJoin(...plansOfPage.goesOut)
    .leftJoin(...plansOfPage.comesDown)
    .leftJoin(...reviewOfPage.request)
    .$dynamic();

/** With its text, which may be long: of one page alone. */
const selectToEdit = (ctx: Ctx) =>
  ctx.db
    .select({
      ...standing(ctx),
      interests: interestsOfPage,
      brokenLinks,
      ...usefulness,
      handedTo: sql<string | null>`case when ${contentPages.ownerId} is not null then ${owner.ref} end`,
      successor: sql<{
        code: string;
        path: string;
        title: string;
      } | null>`(select json_build_object('code', by.code, 'path', by.path, 'title', by.title)
        from ${contentPages} by where by.id = ${contentPages.supersededById} and by.trashed_at is null)`,
      isSuperseded,
      comments: contentPages.comments,
      summary: contentRevisions.summary,
      teaser: contentRevisions.teaser,
      body: contentRevisions.bodyMarkdown,
      bodyHtml: contentRevisions.bodyHtml,
      ...planDetails,
      ...reviewDetails,
      isOwnText: sql<boolean>`coalesce(${isOwnRevision(ctx)}, false)`,
    })
    .from(contentPages)
    .innerJoin(contentRevisions, isNewest)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .leftJoin(...editor.of(contentRevisions.savedBy))
    .leftJoin(...checker.of(contentPages.authorId))
    .leftJoin(...ownerOfPage)
    .leftJoin(...plansOfPage.goesOut)
    .leftJoin(...plansOfPage.comesDown)
    .leftJoin(...plansOfPage.planner)
    .leftJoin(...reviewOfPage.request)
    .leftJoin(...reviewOfPage.asker);
