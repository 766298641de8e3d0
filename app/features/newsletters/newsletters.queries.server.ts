import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { newsletterIssues, newsletters } from "#db/schema/newsletters";
import { isListClosed, isListOpen, listOf, scopeOfList } from "~/features/consents/joined-list.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import { countsOfGroup, isFor, readersColumns, readershipColumns } from "~/features/permissions/readers.queries.server";
import { visibleTo } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";

const { slug, name, description, frequency } = newsletters;

/** The newsletters that this reader may get, each with its last issue to read before subscribing. */
export async function listNewsletters(ctx: Ctx) {
  const last = lastIssue(ctx);
  const rows = await ctx.db
    .select({ slug, name, description, frequency, issueSlug: last.slug, subject: last.subject, sentAt: last.sentAt })
    .from(newsletters)
    .innerJoin(...listOf(newsletters.listId))
    .innerJoin(...scopeOfList)
    .leftJoinLateral(last, sql`true`)
    .where(and(isListOpen, visibleTo(ctx)))
    .orderBy(asc(newsletters.position), asc(slug));
  return rows.map(({ issueSlug, subject, sentAt, ...newsletter }) => ({
    ...newsletter,
    lastIssue: issueSlug !== null && subject !== null && sentAt !== null ? { slug: issueSlug, subject, sentAt } : null,
  }));
}

/** @throws NotFoundError, also for a newsletter that this reader may not see */
export async function getNewsletter(ctx: Ctx, newsletterSlug: string) {
  const [found] = await ctx.db
    .select({
      id: newsletters.id,
      listId: newsletters.listId,
      slug,
      name,
      description,
      frequency,
      isOpen: isFor("open"),
      isClosed: isListClosed,
      ...readershipColumns,
    })
    .from(newsletters)
    .innerJoin(...listOf(newsletters.listId))
    .innerJoin(...scopeOfList)
    .where(and(eq(slug, newsletterSlug), visibleTo(ctx)));
  if (!found) throw new NotFoundError("newsletter");
  return found;
}

export type Offered = { listId: string; slug: string; name: string };

/** Those of the named newsletters that this actor may subscribe to, in their order. */
export async function findOffered(ctx: Ctx, slugs: readonly string[]): Promise<Offered[]> {
  const offered = await ctx.db
    .select({ listId: newsletters.listId, slug, name })
    .from(newsletters)
    .innerJoin(...listOf(newsletters.listId))
    .innerJoin(...scopeOfList)
    .where(and(isListOpen, visibleTo(ctx)))
    .orderBy(asc(newsletters.position), asc(slug));
  return offered.filter((newsletter) => slugs.includes(newsletter.slug));
}

/** Names of newsletters by their lists, for mails and pages about a link. */
export async function listNewslettersByList(ctx: Ctx, listIds: readonly string[]): Promise<Offered[]> {
  const all = await ctx.db
    .select({ listId: newsletters.listId, slug, name })
    .from(newsletters)
    .orderBy(asc(newsletters.position), asc(slug));
  return all.filter((newsletter) => listIds.includes(newsletter.listId));
}

/** Which of some slugs name a newsletter that whoever asks may read, and who else may. */
export const listLinkedNewsletters = (ctx: Ctx, slugs: readonly string[]) =>
  ctx.db
    .select({ path: slug, title: name, groups: readersColumns.groups, ...readershipColumns })
    .from(newsletters)
    .innerJoin(...listOf(newsletters.listId))
    .innerJoin(...scopeOfList)
    .where(and(inArray(slug, [...slugs]), visibleTo(ctx)));

/** How many newsletters are for a group, for whoever arranges groups. */
export async function countNewslettersFor(ctx: Ctx, groupId: string) {
  demandPermission(ctx, "change-roles");
  const [counts] = await ctx.db
    .select(countsOfGroup(groupId))
    .from(newsletters)
    .innerJoin(...listOf(newsletters.listId))
    .innerJoin(...scopeOfList);
  return counts!;
}

function lastIssue(ctx: Ctx) {
  return ctx.db
    .select({ slug: newsletterIssues.slug, subject: newsletterIssues.subject, sentAt: newsletterIssues.sentAt })
    .from(newsletterIssues)
    .where(and(eq(newsletterIssues.newsletterId, newsletters.id), eq(newsletterIssues.state, "sent")))
    .orderBy(desc(newsletterIssues.sentAt))
    .limit(1)
    .as("last_issue");
}
