import { moderationBlocker } from "~/features/forum/moderation/moderation.policy";
import { reportedPath } from "~/features/forum/moderation/moderation-words";
import { HIDDEN_TITLE } from "~/features/forum/topics/removed-title";
import { noModeratorWords } from "~/features/guard/no-moderator-words";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { may } from "~/features/permissions/permissions";
import { quoted } from "~/lib/quoted";
import { REASONS } from "./report.schema";
import { findMailedReport, type MailedReport, reportArgs, SAMPLE_REPORT, wordReports } from "./report-mail.server";

/** Tells moderators that a report waits, or administrators where none of them can decide: where and why, never the text. */
export const reportNotice = notificationKind({
  name: "report",
  choice: null,
  args: reportArgs,
  async load(ctx, message) {
    const report = await findMailedReport(ctx, message);
    if (!report) return "report-gone";
    return report.decision ? "decided" : report;
  },
  words: (report, { baseUrl }) => ({
    subject: report.reason === "patient-details" ? "Please look: a post may have a patient’s details" : "A post was reported",
    paragraphs: [
      `Somebody reported a post${namedIn(report)}: ${REASONS[report.reason].label.toLowerCase()}.`,
      ...(report.isHidden ? [`Its text is hidden until ${report.mayJudge ? "one of you" : "a moderator"} has looked.`] : []),
      ...(report.mayJudge ? [] : [noModeratorWords(report)]),
    ],
    action: report.mayJudge
      ? { label: "Look at it", url: baseUrl + reportedPath(report) }
      : { label: "Find somebody", url: `${baseUrl}/admin/members` },
    why: report.mayJudge
      ? "You get this email because you are a moderator."
      : "You get this email because you are an administrator, and can give people roles.",
  }),
  samples: {
    "a patient’s details": SAMPLE_REPORT,
    unkind: { ...SAMPLE_REPORT, reason: "unkind", isHidden: false },
    "no moderator can decide": { ...SAMPLE_REPORT, mayJudge: false, audience: "groups", groups: ["Finance"] },
  },
  inbox: (ctx, causes) =>
    wordReports(ctx, causes, (report) => {
      if (report.isReadable && !moderationBlocker(ctx.actor))
        return { before: `A post was reported${namedIn(report)}:`, text: "look at it", href: reportedPath(report) };
      return may(ctx.actor, "change-roles")
        ? { before: `A post was reported. ${noModeratorWords(report)}`, text: "Find somebody", href: "/admin/members" }
        : null;
    }),
});

/** The topic is named to those who may read it, while its title is shown. */
const namedIn = ({ isReadable, topic }: Pick<MailedReport, "isReadable" | "topic">) =>
  isReadable && topic.title !== HIDDEN_TITLE ? ` in ${quoted(topic.title)}` : "";
