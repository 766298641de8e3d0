import { and, asc, desc, eq, gt, isNotNull, isNull, lt, lte, min, not, type SQL, sql } from "drizzle-orm";
import { contentPages, contentRevisions } from "#db/schema/content";
import { contentReviewRequests } from "#db/schema/content/publishing";
import { usefulness } from "~/features/content/feedback/feedback.queries.server";
import { isInReview, isOwnRevision, reviewColumns, reviewDetails, reviewOfPage } from "~/features/content/publishing/draft-review.server";
import { isPlanned, planColumns, planDetails, plansOfPage } from "~/features/content/publishing/plans.server";
import { editor } from "~/features/content/revisions/revisions.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import { countsOfGroup, namedGroups, readershipColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";
import { demandEditor } from "./demand-editor";
import type { PageState } from "./page.policy";
import { interestsOfPage } from "./page-interests.server";
import { isArticlePath, parentPath } from "./page-path";
import { checkedBy, checker, ownedBy, owner, ownerOfPage } from "./reviews.server";
import { below, childOf } from "./tree.server";

const PER_PAGE = 50;
const NEWS = "news";

export type Section = "pages" | "news";

/** Pages as editors see them, whoever may read them: the tree from its first step to its last, or the news, newest first. */
export async function listPagesToEdit(
  ctx: Ctx,
  { section, state, after }: { section: Section; state: PageState | null; after: string | null },
) {
  demandEditor(ctx);
  const isNews = section === "news";
  const found = await selectListed(ctx)
    .where(
      and(
        isNews ? below(NEWS) : not(below(NEWS)),
        state ? stateIs(ctx, state) : undefined,
        after ? (isNews ? lt(contentPages.id, idOf(after)) : gt(steps, stepsOf(after))) : undefined,
      ),
    )
    .orderBy(isNews ? desc(contentPages.id) : asc(steps))
    .limit(PER_PAGE + 1);
  const { rows: pages, next } = pageOf(found, PER_PAGE, ({ code }) => code);
  return { pages, next };
}

/** One page for its editors, whoever may read it: how it stands, and its newest text. @throws ForbiddenError, NotFoundError */
export async function getPageToEdit(ctx: Ctx, code: string) {
  demandEditor(ctx);
  const [page] = await selectToEdit(ctx).where(eq(contentPages.code, code));
  if (!page) throw new NotFoundError("page");
  return { ...page, isArticle: isArticlePath(page.path) };
}

/** The pages right below one, in their order; and the page above it. */
export async function listAround(ctx: Ctx, path: string) {
  demandEditor(ctx);
  const parent = parentPath(path);
  const [children, [above]] = await Promise.all([
    path === "" ? [] : selectListed(ctx).where(childOf(path)).orderBy(asc(contentPages.position), asc(contentPages.title)).limit(200),
    parent ? selectListed(ctx).where(eq(contentPages.path, parent)) : [],
  ]);
  return { children, above: above ?? null };
}

/** How many pages are below one, at every depth. */
export async function countBelow(ctx: Ctx, path: string): Promise<number> {
  demandEditor(ctx);
  return path === "" ? 0 : ctx.db.$count(contentPages, below(path));
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
    .where(state === "due" ? stateIs(ctx, "due") : and(isNull(contentPages.archivedAt), isUnpublished));
  return { count: row?.count ?? 0, oldest: row?.oldest ?? null };
}

const isNewest = and(eq(contentRevisions.pageId, contentPages.id), eq(contentRevisions.number, contentPages.version));
const isUnpublished = sql`${contentPages.publishedVersion} is distinct from ${contentPages.version}`;

// A page stands before those below it, and these before its next sibling: “a-b” is not below “a”.
const steps = sql`string_to_array(${contentPages.path}, '/')`;
const stepsOf = (code: string) =>
  sql`(select string_to_array(cursor_.path, '/') from ${contentPages} cursor_ where cursor_.code = ${code})`;
const idOf = (code: string) => sql`(select cursor_.id from ${contentPages} cursor_ where cursor_.code = ${code})`;

function stateIs(ctx: Ctx, state: PageState): SQL | undefined {
  const { archivedAt, publishedVersion, version, reviewDueAt } = contentPages;
  if (state === "taken-down") return isNotNull(archivedAt);
  const isUp = isNull(archivedAt);
  if (state === "draft") return and(isUp, isNull(publishedVersion));
  if (state === "changed") return and(isUp, lt(publishedVersion, version));
  if (state === "in-review") return isInReview;
  if (state === "scheduled") return isPlanned;
  if (state === "due") return and(isUp, isNotNull(publishedVersion), lte(reviewDueAt, ctx.now));
  return and(isUp, isNotNull(publishedVersion));
}

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

const selectListed = (ctx: Ctx) =>
  ctx.db
    .select(standing(ctx))
    .from(contentPages)
    .innerJoin(contentRevisions, isNewest)
    .innerJoin(...scopeOf(contentPages.scopeId))
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
      ...usefulness,
      handedTo: sql<string | null>`case when ${contentPages.ownerId} is not null then ${owner.ref} end`,
      successor: sql<{
        code: string;
        path: string;
        title: string;
      } | null>`(select json_build_object('code', by.code, 'path', by.path, 'title', by.title)
        from ${contentPages} by where by.id = ${contentPages.supersededById})`,
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
