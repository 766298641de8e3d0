import { eq, sql } from "drizzle-orm";
import { forumReports } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { reportedPath } from "~/features/forum/moderation/moderation-words";
import { postPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { isLatestOutcome } from "~/features/forum/watching/causes";
import { noJudgeWords } from "~/features/guard/no-judge-words";
import type { MailKind, MailMessage } from "~/features/mail/messages/kinds.server";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { holdsRole, scopeOf, visibleToPerson } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { formatDate } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { REASONS } from "./report.schema";
import { OUTCOME_WORDS } from "./report-words";

const WHY = "You get this mail because it concerns something that you wrote or told us.";

/** Tells moderators that a report waits, or administrators where none of them can decide: where and why, never the text. */
const reportNotification: MailKind = {
  name: "report-notification",
  class: "service",
  async build(ctx, message) {
    const report = await findReport(ctx, message);
    if (!report) return { skip: "report-gone" };
    if (report.decision) return { skip: "decided" };
    return {
      layout: "service",
      subject: report.reason === "patient-details" ? "Please look: a post may have a patient’s details" : "A post was reported",
      paragraphs: [
        `Somebody reported a post: ${REASONS[report.reason].label.toLowerCase()}.`,
        ...(report.isHidden ? [`Its text is hidden until ${report.mayJudge ? "one of you" : "a moderator"} has looked.`] : []),
        ...(report.mayJudge ? [] : [noJudgeWords(report)]),
      ],
      ...(report.mayJudge
        ? {
            action: { label: "Look at it", url: env().baseUrl + reportedPath(report) },
            why: "You get this mail because you are a moderator.",
          }
        : {
            action: { label: "Find somebody", url: `${env().baseUrl}/admin/members` },
            why: "You get this mail because you are an administrator, and can give people roles.",
          }),
    };
  },
};

/** Tells the author that their post is hidden until a moderator looked. */
const postHidden: MailKind = {
  name: "post-hidden-notification",
  class: "service",
  async build(ctx, message) {
    const report = await findReport(ctx, message);
    if (!report?.isHidden) return { skip: "not-hidden" };
    return {
      layout: "service",
      subject: "A post of yours is hidden while a moderator looks at it",
      paragraphs: [
        `Somebody told us that a post which you wrote on ${formatDate(report.writtenAt)} may have a patient’s details. Nobody but you and moderators can read it until one of them has looked.`,
        "If they were right, you can remove it now: that needs nobody else, and it is gone at once with its earlier texts. If not, you need do nothing. You are told what the moderator decides.",
      ],
      action: { label: "See your post", url: env().baseUrl + postPath(report) },
      why: WHY,
    };
  },
};

/** Tells the author that what was reported stands. */
const postLookedAt: MailKind = {
  name: "post-looked-at-notification",
  class: "service",
  async build(ctx, message) {
    const report = await findReport(ctx, message);
    if (report?.decision !== "stands") return { skip: "not-standing" };
    return {
      layout: "service",
      subject: "A moderator looked at your post: it stands",
      paragraphs: [
        `Somebody reported a post which you wrote on ${formatDate(report.writtenAt)}. A moderator looked at it and let it stand, for everybody to read.`,
      ],
      action: { label: "See your post", url: env().baseUrl + postPath(report) },
      why: WHY,
    };
  },
};

/** Tells whoever reported a post what came of it. */
const reportOutcome: MailKind = {
  name: "report-outcome-notification",
  class: "service",
  async build(ctx, message) {
    const report = await findReport(ctx, message);
    if (!report?.decision) return { skip: "undecided" };
    if (!isLatestOutcome(message.cause ?? "", report.decidedAt)) return { skip: "decided-again" };
    return {
      layout: "service",
      subject: "What came of your report",
      paragraphs: [`On ${formatDate(report.at)} you told us of a post. ${OUTCOME_WORDS[report.decision]}`, "Thank you for telling us."],
      why: WHY,
    };
  },
};

export const REPORT_MAIL_KINDS: readonly MailKind[] = [reportNotification, postHidden, postLookedAt, reportOutcome];

async function findReport(ctx: Ctx, { args, personId }: MailMessage) {
  if (!args.reportId || !personId) return null;
  const reader = sql`${personId}::uuid`;
  const [report] = await ctx.db
    .select({
      reason: forumReports.reason,
      at: forumReports.at,
      decision: forumReports.decision,
      decidedAt: forumReports.decidedAt,
      ...readersColumns,
      mayJudge: sql<boolean>`(${holdsRole(reader, ["moderator"], ctx.now)} and ${visibleToPerson(reader, ctx.now)})`,
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
