import { eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { forumReports } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { pageOfTopic, readableTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { idOfCause, momentOf, wordEach } from "~/features/forum/watching/causes";
import { type MailMessage, SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { rolesWith } from "~/features/permissions/permissions";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { holdsRole, scopeOf } from "~/features/permissions/scope.server";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";

/** What the mails about a report are queued with. */
export const reportArgs = z.object({ reportId: z.uuid(), postId: z.uuid() });

export const ABOUT_REPORT = "You get this email because it concerns something that you wrote or told us.";

export type MailedReport = NonNullable<Awaited<ReturnType<typeof findMailedReport>>>;

/** A report, and what the message's person may do about it. */
export async function findMailedReport(ctx: Ctx, { args, personId, cause }: MailMessage<z.infer<typeof reportArgs>>) {
  if (!personId) return null;
  const reader = sql`${personId}::uuid`;
  const [report] = await ctx.db
    .select({
      reason: forumReports.reason,
      at: forumReports.at,
      decision: forumReports.decision,
      decidedAt: forumReports.decidedAt,
      removed: removedThen(cause ? [cause] : []),
      ...readersColumns,
      mayJudge: sql<boolean>`(${holdsRole(reader, rolesWith("moderate"), ctx.now)} and ${visibleToPerson(reader, ctx.now)})`,
      isReadable: sql<boolean>`(${visibleToPerson(reader, ctx.now)} and ${topicStands(ctx)})`,
      isHidden: sql<boolean>`${forumPosts.hiddenAt} is not null`,
      writtenAt: forumPosts.createdAt,
      number: forumPosts.number,
      topic: topicColumns,
    })
    .from(forumReports)
    .innerJoin(forumPosts, eq(forumPosts.id, forumReports.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(eq(forumReports.id, args.reportId));
  return report ?? null;
}

/** By the moments that causes name, how many reports of the same person have been decided by a removal then, and still are. */
function removedThen(causes: string[]): SQL<Record<string, number>> {
  const moments = causes.map(momentOf).filter(Number.isSafeInteger);
  return sql`(select coalesce(json_object_agg(at, count), '{}') from (
    select (extract(epoch from told.decided_at) * 1000)::bigint as at, count(*)::int as count from ${forumReports} told
    where told.reporter_id = ${forumReports.reporterId} and told.decision = 'removed'
      and told.decided_at in (select to_timestamp(moment / 1000.0) from unnest(${sql.param(moments)}::bigint[]) as named (moment))
    group by told.decided_at) then_)`;
}

type ToldReport = Awaited<ReturnType<typeof selectReports>>[number];

/** Reports that the reader was told of, for the inbox. */
export function wordReports(
  ctx: Ctx,
  causes: string[],
  say: (report: ToldReport, cause: string) => NotificationWords | null,
): SQL<Map<string, NotificationWords>> {
  return foundBy(selectReports(ctx, causes), (reports) => wordEach(causes, reports, say));
}

function selectReports(ctx: Ctx, causes: string[]) {
  const { id, decision, decidedAt, postId } = forumReports;
  const place = { number: forumPosts.number, topic: topicColumns, isReadable: sql<boolean>`${readableTopic(ctx)}` };
  return ctx.db
    .select({ id, decision, decidedAt, removed: removedThen(causes), ...readersColumns, ...place })
    .from(forumReports)
    .innerJoin(forumPosts, eq(forumPosts.id, postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(isOneOf(id, causes.map(idOfCause)));
}

export const SAMPLE_REPORT: MailedReport = {
  reason: "patient-details",
  at: SAMPLE_DAY,
  decision: null,
  decidedAt: null,
  removed: {},
  audience: "members",
  groups: [],
  mayJudge: true,
  isReadable: true,
  isHidden: true,
  writtenAt: SAMPLE_DAY,
  number: 3,
  topic: { code: "7k2mq9xw4d", title: "Who answers the mailbox?", page: null },
};
