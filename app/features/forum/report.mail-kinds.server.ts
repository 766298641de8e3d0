import { eq, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { forumPosts, forumReports, forumTopics } from "#db/schema/forum";
import type { MailKind, MailMessage } from "~/features/mail/kinds.server";
import type { Ctx } from "~/lib/ctx";
import { formatDate } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { reportedPath } from "./moderation-words";
import { REASONS } from "./report.schema";
import { OUTCOME_WORDS } from "./report-words";
import { postPath } from "./topic-address";
import { pageOfTopic, topicColumns } from "./topic-place.queries.server";

const WHY = "You get this mail because it concerns something that you wrote or told us.";

/** Tells moderators that a report waits: where and why, never the text. */
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
        ...(report.isHidden ? ["Its text is hidden until one of you has looked."] : []),
      ],
      action: { label: "Look at it", url: env().baseUrl + reportedPath(report) },
      why: "You get this mail because you are a moderator.",
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
    return {
      layout: "service",
      subject: "What came of your report",
      paragraphs: [`On ${formatDate(report.at)} you told us of a post. ${OUTCOME_WORDS[report.decision]}`, "Thank you for telling us."],
      why: WHY,
    };
  },
};

export const REPORT_MAIL_KINDS: readonly MailKind[] = [reportNotification, postHidden, postLookedAt, reportOutcome];

async function findReport(ctx: Ctx, { args }: MailMessage) {
  if (!args.reportId) return null;
  const [report] = await ctx.db
    .select({
      reason: forumReports.reason,
      at: forumReports.at,
      decision: forumReports.decision,
      isHidden: sql<boolean>`${forumPosts.hiddenAt} is not null`,
      writtenAt: forumPosts.createdAt,
      number: forumPosts.number,
      topic: topicColumns,
    })
    .from(forumReports)
    .innerJoin(forumPosts, eq(forumPosts.id, forumReports.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .leftJoin(contentPages, pageOfTopic)
    .where(eq(forumReports.id, args.reportId));
  return report ?? null;
}
