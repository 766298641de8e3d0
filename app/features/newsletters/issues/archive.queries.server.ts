import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { newsletterIssues, newsletters } from "#db/schema/newsletters";
import { listOf, scopeOfList } from "~/features/consents/joined-list.server";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { visibleTo } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";
import { takenOutSlug } from "./issue-slug";

const PER_PAGE = 20;

/** The sent issues of a newsletter that its reader was found allowed to see, newest first. `after` is an issue's slug. */
export async function listArchive(ctx: Ctx, newsletter: { id: string }, after?: string | null) {
  const ofNewsletter = eq(newsletterIssues.newsletterId, newsletter.id);
  const last = sql`(select ${newsletterIssues.sentAt} from ${newsletterIssues} where ${and(ofNewsletter, eq(newsletterIssues.slug, after ?? ""))})`;
  const found = await ctx.db
    .select({
      slug: newsletterIssues.slug,
      subject: newsletterIssues.subject,
      preheader: newsletterIssues.preheader,
      sentAt: newsletterIssues.sentAt,
    })
    .from(newsletterIssues)
    .where(
      and(
        ofNewsletter,
        eq(newsletterIssues.state, "sent"),
        after ? sql`${newsletterIssues.sentAt} < coalesce(${last}, 'infinity')` : undefined,
      ),
    )
    .orderBy(desc(newsletterIssues.sentAt))
    .limit(PER_PAGE + 1);
  const { rows: issues, next } = pageOf(found, PER_PAGE, ({ slug }) => slug);
  return { issues, next };
}

/**
 * The public copy of an issue: its text and nothing of the mail around it, so nothing of anybody who got it (E19). One that
 * was taken out is found by its old address too, empty.
 * @throws NotFoundError
 */
export async function getArchivedIssue(ctx: Ctx, newsletterSlug: string, issueSlug: string) {
  const [issue] = await ctx.db
    .select({
      subject: newsletterIssues.subject,
      bodyHtml: newsletterIssues.bodyHtml,
      sentAt: newsletterIssues.sentAt,
      takenOutAt: newsletterIssues.takenOutAt,
      takenOutWhy: newsletterIssues.takenOutWhy,
      newsletter: { slug: newsletters.slug, name: newsletters.name },
      audience: readersColumns.audience,
    })
    .from(newsletterIssues)
    .innerJoin(newsletters, eq(newsletters.id, newsletterIssues.newsletterId))
    .innerJoin(...listOf(newsletters.listId))
    .innerJoin(...scopeOfList)
    .where(
      and(
        eq(newsletters.slug, newsletterSlug),
        inArray(newsletterIssues.slug, [issueSlug, takenOutSlug(issueSlug)]),
        eq(newsletterIssues.state, "sent"),
        visibleTo(ctx),
      ),
    );
  if (!issue) throw new NotFoundError("issue");
  return issue;
}
