import { eq, inArray, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { forumModerations, forumPosts, forumReports, forumTopics } from "#db/schema/forum";
import { scopes } from "#db/schema/people";
import type { NotificationWords } from "~/features/mail/notification-words";
import type { Ctx } from "~/lib/ctx";
import { idOfCause } from "./causes";
import { didWords, moderationPath, reportedPath } from "./moderation-words";
import { isTitleGone } from "./moderations.queries.server";
import { listRepliedPosts } from "./posts.queries.server";
import { OUTCOME_WORDS } from "./report-words";
import { postPath } from "./topic-address";
import { pageOfTopic, readableTopic, topicColumns } from "./topic-place.queries.server";

type Told = { kind: string; cause: string };

/** What the forum told somebody, in words, by cause. What became hidden or was removed is left out. */
export async function wordForumNotifications(ctx: Ctx, told: readonly Told[]): Promise<Map<string, NotificationWords>> {
  const [replies, acts, reports] = await Promise.all([
    wordReplies(ctx, causesOf(told, "reply")),
    wordModerations(ctx, told),
    wordReports(ctx, causesOf(told, "report", "report-outcome", "post-hidden", "post-looked-at")),
  ]);
  return new Map([...replies, ...acts, ...reports]);
}

const causesOf = (told: readonly Told[], ...kinds: string[]) => told.filter(({ kind }) => kinds.includes(kind)).map(({ cause }) => cause);

async function wordReplies(ctx: Ctx, causes: string[]): Promise<[string, NotificationWords][]> {
  const posts = await listRepliedPosts(ctx, causes.map(idOfCause));
  return causes.flatMap((cause) => {
    const reply = posts.get(idOfCause(cause));
    if (!reply) return [];
    const link = { text: reply.topic.title, href: postPath(reply) };
    const words =
      reply.topic.page === null
        ? { before: `${reply.author} replied in`, ...link }
        : { before: "New comment under", ...link, after: ` by ${reply.author}` };
    return [[cause, words] satisfies [string, NotificationWords]];
  });
}

/** Acts on one's own posts. The place is named only to those who may still read it. */
async function wordModerations(ctx: Ctx, told: readonly Told[]): Promise<[string, NotificationWords][]> {
  const causes = causesOf(told, "moderation", "moderation-decision");
  if (causes.length === 0) return [];
  const acts = await ctx.db
    .select({
      id: forumModerations.id,
      code: forumModerations.code,
      kind: forumModerations.kind,
      decision: forumModerations.decision,
      topic: topicColumns,
      isTitleGone,
      isReadable: sql<boolean>`${readableTopic(ctx)}`,
    })
    .from(forumModerations)
    .innerJoin(forumPosts, eq(forumPosts.id, forumModerations.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(scopes, eq(scopes.id, forumTopics.scopeId))
    .leftJoin(contentPages, pageOfTopic)
    .where(inArray(forumModerations.id, causes.map(idOfCause)));
  return causes.flatMap((cause) => {
    const act = acts.find(({ id }) => id === idOfCause(cause));
    if (!act) return [];
    const isDecision = causesOf(told, "moderation-decision").includes(cause);
    const text = isDecision
      ? act.decision === "upheld"
        ? "Your appeal was decided: the moderator’s act stands"
        : act.kind === "topic-removed"
          ? "Your topic is back"
          : "Your post is back as you wrote it"
      : `A moderator ${didWords(act.kind)}`;
    const after = act.isReadable && !act.isTitleGone ? ` in ${act.topic.title}` : undefined;
    return [[cause, { text, href: moderationPath(act.code), after }] satisfies [string, NotificationWords]];
  });
}

/** Reports that one was told of: as a moderator, as who reported, as the author. */
async function wordReports(ctx: Ctx, causes: string[]): Promise<[string, NotificationWords][]> {
  if (causes.length === 0) return [];
  const reports = await ctx.db
    .select({
      id: forumReports.id,
      decision: forumReports.decision,
      topic: topicColumns,
      number: forumPosts.number,
      isReadable: sql<boolean>`${readableTopic(ctx)}`,
    })
    .from(forumReports)
    .innerJoin(forumPosts, eq(forumPosts.id, forumReports.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(scopes, eq(scopes.id, forumTopics.scopeId))
    .leftJoin(contentPages, pageOfTopic)
    .where(inArray(forumReports.id, causes.map(idOfCause)));
  return causes.flatMap((cause) => {
    const report = reports.find(({ id }) => id === idOfCause(cause));
    if (!report) return [];
    const href = report.isReadable ? postPath(report) : "/forum";
    if (cause.startsWith("report:")) {
      if (!report.isReadable) return [];
      return [
        [cause, { before: "A post was reported:", text: "look at it", href: reportedPath(report) }] satisfies [string, NotificationWords],
      ];
    }
    if (cause.startsWith("report-outcome:")) {
      const words = report.decision ? OUTCOME_WORDS[report.decision] : "A moderator will look at it.";
      return [[cause, { before: `What came of your report: ${words}`, text: "See the place", href }] satisfies [string, NotificationWords]];
    }
    const text = cause.startsWith("post-hidden:")
      ? "A post of yours is hidden while a moderator looks at it"
      : "A moderator looked at a post of yours: it stands";
    return [[cause, { text, href }] satisfies [string, NotificationWords]];
  });
}
