import { eq, inArray, sql } from "drizzle-orm";
import { forumModerations, forumReports } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { moderationBlocker } from "~/features/forum/moderation/moderation.policy";
import { didWords, moderationPath, reportedPath } from "~/features/forum/moderation/moderation-words";
import { isTitleGone } from "~/features/forum/moderation/moderations.queries.server";
import { listRepliedPosts } from "~/features/forum/posts/posts.queries.server";
import { OUTCOME_WORDS } from "~/features/forum/reports/report-words";
import { postPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { noJudgeWords } from "~/features/guard/no-judge-words";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { may } from "~/features/permissions/permissions";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { decisionCause, idOfCause, isLatestOutcome, kindOfCause } from "./causes";

type Told = { kind: string; cause: string };
type Entry = [string, NotificationWords];

/** What the forum told somebody, in words, by cause. What became hidden or was removed is left out. */
export async function wordForumNotifications(ctx: Ctx, told: readonly Told[]): Promise<Map<string, NotificationWords>> {
  const causesOf = (...kinds: string[]) => told.filter(({ kind }) => kinds.includes(kind)).map(({ cause }) => cause);
  const words = await Promise.all([
    wordReplies(ctx, causesOf("reply")),
    wordModerations(ctx, causesOf("moderation", "moderation-decision")),
    wordReports(ctx, causesOf("report", "report-outcome", "post-hidden", "post-looked-at")),
  ]);
  return new Map(words.flat());
}

/** The words of each cause whose thing is still there to be told of. */
const wordEach = <Thing>(
  causes: string[],
  find: (id: string) => Thing | undefined,
  word: (thing: Thing, cause: string) => NotificationWords | null,
) =>
  causes.flatMap((cause): Entry[] => {
    const thing = find(idOfCause(cause));
    const words = thing && word(thing, cause);
    return words ? [[cause, words]] : [];
  });

async function wordReplies(ctx: Ctx, causes: string[]): Promise<Entry[]> {
  const posts = await listRepliedPosts(ctx, causes.map(idOfCause));
  return wordEach(
    causes,
    (id) => posts.get(id),
    (reply) => {
      const link = { text: reply.topic.title, href: postPath(reply) };
      return reply.topic.page === null
        ? { before: `${reply.author} replied in`, ...link }
        : { before: "New comment under", ...link, after: ` by ${reply.author}` };
    },
  );
}

/** Acts on one's own posts. The place is named only to those who may still read it. */
async function wordModerations(ctx: Ctx, causes: string[]): Promise<Entry[]> {
  if (causes.length === 0) return [];
  const { id, code, kind, decision, postId } = forumModerations;
  const acts = await ctx.db
    .select({ id, code, kind, decision, isTitleGone, ...placeColumns(ctx) })
    .from(forumModerations)
    .innerJoin(forumPosts, eq(forumPosts.id, postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(inArray(id, causes.map(idOfCause)));
  return wordEach(
    causes,
    (id) => acts.find((act) => act.id === id),
    (act, cause) => ({
      text: cause === decisionCause(act.id) ? decidedWords(act) : `A moderator ${didWords(act.kind)}`,
      href: moderationPath(act.code),
      after: act.isReadable && !act.isTitleGone ? ` in ${act.topic.title}` : undefined,
    }),
  );
}

function decidedWords({ kind, decision }: Pick<typeof forumModerations.$inferSelect, "kind" | "decision">): string {
  if (decision === "upheld") return "Your appeal was decided: the moderator’s act stands";
  return kind === "topic-removed" ? "Your topic is back" : "Your post is back as you wrote it";
}

/** Reports that one was told of: as a moderator, as who reported, as the author. */
async function wordReports(ctx: Ctx, causes: string[]): Promise<Entry[]> {
  if (causes.length === 0) return [];
  const { id, decision, decidedAt, postId } = forumReports;
  const reports = await ctx.db
    .select({ id, decision, decidedAt, number: forumPosts.number, ...readersColumns, ...placeColumns(ctx) })
    .from(forumReports)
    .innerJoin(forumPosts, eq(forumPosts.id, postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(inArray(id, causes.map(idOfCause)));
  return wordEach(
    causes,
    (id) => reports.find((report) => report.id === id),
    (report, cause) => {
      const href = report.isReadable ? postPath(report) : "/forum";
      switch (kindOfCause(cause)) {
        case "report":
          if (report.isReadable && !moderationBlocker(ctx.actor))
            return { before: "A post was reported:", text: "look at it", href: reportedPath(report) };
          return may(ctx.actor, "change-roles")
            ? { before: `A post was reported. ${noJudgeWords(report)}`, text: "Find somebody", href: "/admin/members" }
            : null;
        case "report-outcome":
          if (report.decision && !isLatestOutcome(cause, report.decidedAt)) return null;
          return {
            before: `What came of your report: ${report.decision ? OUTCOME_WORDS[report.decision] : "A moderator will look at it."}`,
            text: "See the place",
            href,
          };
        case "post-hidden":
          return {
            text: `A post of yours ${report.decision ? "was hidden until a moderator had looked" : "is hidden while a moderator looks"} at it`,
            href,
          };
        default:
          return { text: "A moderator looked at a post of yours: it stands", href };
      }
    },
  );
}

const placeColumns = (ctx: Ctx) => ({ topic: topicColumns, isReadable: sql<boolean>`${readableTopic(ctx)}` });
