import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { forumModerations, forumReports } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { enqueue } from "#jobs/outbox.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { countDecisions, uncountDecisions } from "~/features/forum/decisions/count-decision.server";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import { isVeiled, writerOf } from "~/features/forum/posts/author.queries.server";
import { digestOf } from "~/features/forum/posts/form-version.server";
import { lockPost } from "~/features/forum/posts/lock-post.server";
import { isAuthor, type StandBlocker } from "~/features/forum/posts/post.policy";
import type { PostAddress } from "~/features/forum/posts/posts.queries.server";
import { fullTitle, pageOfTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { lookedAtCause, outcomeCause, repliesEnd } from "~/features/forum/watching/causes";
import { notify } from "~/features/mail/notifications/notify.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { postLookedAtNotice } from "./post-looked-at-notice.mail.server";
import { isHeardOfVisitors, listOpenReports, type OpenReport } from "./report-brake.server";
import { reportOutcomeNotice } from "./report-outcome-notice.mail.server";

export type Outcome = "stands" | "edited" | "removed";

/**
 * A moderator looked at what was reported, and lets it stand. `seen`: what they looked at; what its author changed or somebody else
 * reported meanwhile, and what another moderator decided, they see first. @throws NotFoundError, ForbiddenError for one's own post
 */
export async function dismissReports(ctx: Ctx, { seen, ...address }: PostAddress & { seen: string }): Promise<StandBlocker | null> {
  return inTransaction(ctx, async (ctx) => {
    const { post } = await lockPost(ctx, address);
    demandModerator(ctx);
    if (isAuthor(ctx.actor, post)) throw new ForbiddenError("own-post");
    const open = await listOpenReports(ctx, post.id);
    if (open.length === 0) return (await didLetStand(ctx, post)) ? null : "decided";
    if (seen !== reportedVersion(post, open)) return "changed";
    await closeReports(ctx, [post.id], "stands", { stood: textVersion(post) });
    return null;
  });
}

/** Whoever acts let this very text stand themselves: the same press twice. */
async function didLetStand(ctx: Ctx, post: Versioned & { id: string }): Promise<boolean> {
  const { postId, stood, decidedBy } = forumReports;
  const isOwn = and(eq(postId, post.id), eq(stood, textVersion(post)), eq(decidedBy, personIdOf(ctx.actor)!));
  return (await ctx.db.$count(forumReports, isOwn)) > 0;
}

type Versioned = { number: number; bodyMarkdown: string; fullTitle: string; topic: { page: string | null } };

/** Which text of a post, and title where it is a topic's first. */
export const textVersion = ({ number, bodyMarkdown, fullTitle, topic }: Versioned) =>
  digestOf(`${number === 1 && topic.page === null ? fullTitle : ""}\n${bodyMarkdown}`);

/** Which text and reports a moderator has before them. What further visitors say is none that they have to see first. */
export function reportedVersion(post: Versioned, open: readonly OpenReport[]): string {
  const news = open.filter(({ reporterId, reason }, at) => reporterId !== null || !isHeardOfVisitors(open.slice(0, at), reason));
  return `${textVersion(post)} ${news.at(-1)?.id ?? ""}`;
}

/**
 * What became of posts, for the open reports of them: reporters are told, what was hidden is shown again where it stands. In a topic that
 * went as a whole all of them stay hidden, in case it comes back (`reopenReports`). `stood`: of one that stands, which text that was. Not
 * `tells`: who reported them hears of it from whoever asks. The topic is locked.
 */
export async function closeReports(
  ctx: Ctx,
  postIds: string[],
  decision: Outcome | "topic-removed",
  { stood, tells = true }: { stood?: string; tells?: boolean } = {},
): Promise<void> {
  const isWhole = decision === "topic-removed";
  const outcome = isWhole ? "removed" : decision;
  const closed = await ctx.db
    .update(forumReports)
    .set({ decision: outcome, decidedAt: ctx.now, decidedBy: personIdOf(ctx.actor), stood })
    .where(and(inArray(forumReports.postId, postIds), isNull(forumReports.decidedAt)))
    .returning({
      id: forumReports.id,
      postId: forumReports.postId,
      reporterId: forumReports.reporterId,
      reason: forumReports.reason,
      at: forumReports.at,
    });
  if (closed.length === 0) return;
  await countDecisions(
    ctx,
    closed.map((report) => asCounted(report, outcome)),
  );

  if (!isWhole) await show(ctx, postIds, outcome);
  if (tells) await tellReporters(ctx, closed);
  for (const postId of new Set(closed.map((report) => report.postId)))
    await tellAuthor(ctx, postId, closed.find((report) => report.postId === postId)!.id, outcome);
}

type Counted = Pick<typeof forumReports.$inferSelect, "reporterId" | "reason" | "at">;

const asCounted = ({ reporterId, reason, at }: Counted, outcome: Outcome) => ({
  kind: "report" as const,
  about: reason,
  source: reporterId ? ("member" as const) : ("visitor" as const),
  outcome,
  since: at,
});

async function tellReporters(ctx: Ctx, reports: { id: string; postId: string; reporterId: string | null }[]): Promise<void> {
  for (const { id, postId, reporterId } of reports)
    if (reporterId) await notify(ctx, [reporterId], reportOutcomeNotice, { reportId: id, postId }, { cause: outcomeCause(id, ctx.now) });
}

/** What a clean-up removed, for who reported some of it: each is told of the first of their reports and of how many more there are. */
export async function tellReportersOnce(ctx: Ctx, cleanUpId: string): Promise<void> {
  const rows = await ctx.db.execute<{ id: string; post_id: string; reporter_id: string; decided_at: Date; others: number }>(sql`
    select distinct on (told.reporter_id) told.id, told.post_id, told.reporter_id, told.decided_at,
      (count(*) over (partition by told.reporter_id) - 1)::int as others
    from ${forumModerations} act
      join ${forumPosts} began on began.id = act.post_id
      join ${forumPosts} post on post.id = act.post_id or (act.kind = 'topic-removed' and post.topic_id = began.topic_id)
      join ${forumReports} told on told.post_id = post.id and told.decided_at = act.at
    where act.clean_up_id = ${cleanUpId} and told.reporter_id is not null
    order by told.reporter_id, told.id`);
  for (const { id, post_id: postId, reporter_id: reporterId, decided_at: decidedAt, others } of rows)
    await notify(
      ctx,
      [reporterId],
      reportOutcomeNotice,
      { reportId: id, postId },
      { cause: outcomeCause(id, new Date(decidedAt), others) },
    );
}

/** What a moderator did to a post at `at` is undone: whoever undid it looked at it, and it stands. Who reported it is told. */
export async function letReportedStand(ctx: Ctx, post: string, at: Date): Promise<void> {
  const { id, postId, reporterId, decidedAt } = forumReports;
  const stands = await ctx.db
    .update(forumReports)
    .set({ decision: "stands", decidedAt: ctx.now, decidedBy: personIdOf(ctx.actor), stood: await findTextVersion(ctx, post) })
    .where(and(eq(postId, post), eq(decidedAt, at)))
    .returning({ id, postId, reporterId });
  await tellReporters(ctx, stands);
}

async function findTextVersion(ctx: Ctx, post: string): Promise<string> {
  const [found] = await ctx.db
    .select({ number: forumPosts.number, bodyMarkdown: forumPosts.bodyMarkdown, fullTitle, topic: topicColumns })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .leftJoin(...pageOfTopic)
    .where(eq(forumPosts.id, post));
  return textVersion(found!);
}

async function show(ctx: Ctx, postIds: string[], outcome: Outcome): Promise<void> {
  const { id, number, topicId, createdAt, hiddenAt } = forumPosts;
  const isHidden = and(inArray(id, postIds), isNotNull(hiddenAt));
  const hidden = await ctx.db.select({ id, number, topicId, createdAt, hiddenAt }).from(forumPosts).where(isHidden);
  await ctx.db.update(forumPosts).set({ hiddenAt: null }).where(isHidden);
  for (const post of hidden) {
    if (post.number === 1) await ctx.db.update(forumTopics).set({ hiddenAt: null }).where(eq(forumTopics.id, post.topicId));
    // who watches was told of nothing while it was hidden, nor by a mail that left since; what stood longer before is news to nobody
    if (outcome === "removed" || post.hiddenAt! >= later(post.createdAt, DAY)) continue;
    if (post.number === 1) await enqueue(ctx, "forum.notify-topic", { postId: post.id });
    else await enqueue(ctx, "forum.notify-reply", { postId: post.id, shownAgain: post.hiddenAt! < repliesEnd(post.createdAt) });
  }
}

/** Posts come back unseen that were removed at `at`: reports that went with them wait for a moderator again, and count once decided. */
export async function reopenReports(ctx: Ctx, ofPosts: SQL, at: Date): Promise<void> {
  const { postId, decidedAt, reporterId, reason, at: told } = forumReports;
  const back = ctx.db.select({ id: forumPosts.id }).from(forumPosts).where(ofPosts);
  const reopened = await ctx.db
    .update(forumReports)
    .set({ decision: null, decidedAt: null, decidedBy: null })
    .where(and(inArray(postId, back), eq(decidedAt, at)))
    .returning({ reporterId, reason, at: told });
  await uncountDecisions(
    ctx,
    reopened.map((report) => asCounted(report, "removed")),
    at,
  );
}

/** Of a removal or an edit they are told by the act itself, also of that of a whole topic. */
async function tellAuthor(ctx: Ctx, postId: string, reportId: string, outcome: Outcome): Promise<void> {
  const { authorId } = forumPosts;
  const [post] = await ctx.db
    .select({ authorId, writerId: writerOf(forumPosts) })
    .from(forumPosts)
    .where(eq(forumPosts.id, postId));
  await recordEntry(ctx, { class: "act", action: `report.${outcome}`, objectKind: "post", objectId: postId, subjectId: post?.authorId });
  const told = { cause: lookedAtCause(reportId, ctx.now), veiled: await isVeiled(ctx, postId) };
  if (post?.writerId && outcome === "stands") await notify(ctx, [post.writerId], postLookedAtNotice, { reportId, postId }, told);
}
