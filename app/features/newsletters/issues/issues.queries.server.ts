import { and, asc, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import { newsletterIssues, newsletters } from "#db/schema/newsletters";
import { isListOpen, listOf, scopeOfList } from "~/features/consents/joined-list.server";
import { isMailingUnderWay, mailingOf, mailingState } from "~/features/mail/mailings/joined-mailing.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { isFor, readershipColumns } from "~/features/permissions/readers.queries.server";
import { visibleTo } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";
import { demandSender } from "./demand-sender";

const PER_PAGE = 20;

const author = joinedPerson("author");
const remover = joinedPerson("remover");

/** For those who send: each newsletter that they may read, with its drafts and when it last went. @throws ForbiddenError */
export async function listNewslettersToSend(ctx: Ctx) {
  demandSender(ctx);
  return ctx.db
    .select({
      slug: newsletters.slug,
      name: newsletters.name,
      frequency: newsletters.frequency,
      drafts: sql<number>`count(${newsletterIssues.id}) filter (where ${newsletterIssues.state} = 'draft')::int`,
      lastSentAt: sql<string | null>`max(${newsletterIssues.sentAt})`,
    })
    .from(newsletters)
    .innerJoin(...listOf(newsletters.listId))
    .innerJoin(...scopeOfList)
    .leftJoin(newsletterIssues, eq(newsletterIssues.newsletterId, newsletters.id))
    .where(and(isListOpen, visibleTo(ctx)))
    .groupBy(newsletters.id)
    .orderBy(asc(newsletters.position), asc(newsletters.slug));
}

/** The issues of a newsletter, latest first, drafts among them. `after` is an issue's code. @throws ForbiddenError */
export async function listIssues(ctx: Ctx, newsletter: { id: string }, after?: string | null) {
  demandSender(ctx);
  const { code, subject, state, updatedAt, sentAt } = newsletterIssues;
  const before = after ? sql`(select cursor_.id from ${newsletterIssues} cursor_ where cursor_.code = ${after})` : null;
  const found = await ctx.db
    .select({ code, subject, state, updatedAt, sentAt, author: author.name, sending: mailingState })
    .from(newsletterIssues)
    .leftJoin(...author.of(newsletterIssues.authorId))
    .leftJoin(...mailingOf(newsletterIssues.mailingId))
    .where(and(eq(newsletterIssues.newsletterId, newsletter.id), before ? lt(newsletterIssues.id, before) : undefined))
    .orderBy(desc(newsletterIssues.id))
    .limit(PER_PAGE + 1);
  const { rows: issues, next } = pageOf(found, PER_PAGE, ({ code }) => code);
  return { issues, next };
}

export type Issue = Awaited<ReturnType<typeof getIssue>>;

/** One issue, for those who send. @throws ForbiddenError, NotFoundError, also where its newsletter is not theirs to read */
export async function getIssue(ctx: Ctx, code: string) {
  demandSender(ctx);
  const [issue] = await selectIssue(ctx, eq(newsletterIssues.code, code));
  if (!issue) throw new NotFoundError("issue");
  return issue;
}

/**
 * The mailing of an issue that is out: who may read the issue may ask the mail room about it. @throws ForbiddenError, NotFoundError,
 * also where it was taken out: nobody is sent it any more
 */
export async function getMailingId(ctx: Ctx, code: string): Promise<string> {
  const { mailingId, takenOutAt } = await getIssue(ctx, code);
  if (!mailingId || takenOutAt) throw new NotFoundError("mailing");
  return mailingId;
}

export async function findIssueById(ctx: Ctx, id: string): Promise<Issue | null> {
  const [issue] = await selectIssue(ctx, eq(newsletterIssues.id, id));
  return issue ?? null;
}

function selectIssue(ctx: Ctx, which: SQL) {
  return ctx.db
    .select({
      id: newsletterIssues.id,
      code: newsletterIssues.code,
      slug: newsletterIssues.slug,
      subject: newsletterIssues.subject,
      preheader: newsletterIssues.preheader,
      body: newsletterIssues.bodyMarkdown,
      bodyHtml: newsletterIssues.bodyHtml,
      state: newsletterIssues.state,
      version: newsletterIssues.version,
      mailingId: newsletterIssues.mailingId,
      updatedAt: newsletterIssues.updatedAt,
      sentAt: newsletterIssues.sentAt,
      takenOutAt: newsletterIssues.takenOutAt,
      takenOutWhy: newsletterIssues.takenOutWhy,
      takenOutBy: remover.name,
      author: author.name,
      newsletter: {
        id: newsletters.id,
        listId: newsletters.listId,
        slug: newsletters.slug,
        name: newsletters.name,
        isOpen: isFor("open"),
        ...readershipColumns,
      },
    })
    .from(newsletterIssues)
    .innerJoin(newsletters, eq(newsletters.id, newsletterIssues.newsletterId))
    .innerJoin(...listOf(newsletters.listId))
    .innerJoin(...scopeOfList)
    .leftJoin(...author.of(newsletterIssues.authorId))
    .leftJoin(...remover.of(newsletterIssues.takenOutBy))
    .where(and(which, visibleTo(ctx)));
}

type Waiting = { count: number; oldest: Date | null };

/** Drafts that were not sent yet. @throws ForbiddenError */
export const countIssueDrafts = (ctx: Ctx): Promise<Waiting> => countIssues(ctx, eq(newsletterIssues.state, "draft"));

/** Issues whose mailing is not finished. @throws ForbiddenError */
export const countIssuesUnderWay = (ctx: Ctx): Promise<Waiting> => countIssues(ctx, isMailingUnderWay);

async function countIssues(ctx: Ctx, which: SQL): Promise<Waiting> {
  demandSender(ctx);
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int`, oldest: sql<string | null>`min(${newsletterIssues.updatedAt})` })
    .from(newsletterIssues)
    .innerJoin(newsletters, eq(newsletters.id, newsletterIssues.newsletterId))
    .innerJoin(...listOf(newsletters.listId))
    .innerJoin(...scopeOfList)
    .leftJoin(...mailingOf(newsletterIssues.mailingId))
    .where(and(which, visibleTo(ctx)));
  return { count: row?.count ?? 0, oldest: row?.oldest ? new Date(row.oldest) : null };
}
