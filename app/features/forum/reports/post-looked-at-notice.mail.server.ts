import { postPath } from "~/features/forum/topics/topic-address";
import { isLatestOutcome } from "~/features/forum/watching/causes";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { formatDate } from "~/lib/dates";
import { ABOUT_REPORT, findMailedReport, reportArgs, SAMPLE_REPORT, wordReports } from "./report-mail.server";

/** Tells the author what became of what was reported: it stands, or went with its whole topic. */
export const postLookedAtNotice = notificationKind({
  name: "post-looked-at",
  choice: null,
  args: reportArgs,
  async load(ctx, message) {
    const report = await findMailedReport(ctx, message);
    if (report && !isLatestOutcome(message.cause ?? "", report.decidedAt)) return "decided-again";
    return report?.decision === "stands" || report?.decision === "removed" ? report : "not-decided";
  },
  words({ writtenAt, decision, ...post }, { baseUrl }) {
    const reported = `Somebody reported a post which you wrote on ${formatDate(writtenAt)}. A moderator looked at it`;
    return decision === "removed"
      ? {
          subject: "A moderator removed the topic that your post was in",
          paragraphs: [`${reported} and removed the whole topic that it was in, with all its posts.`],
          action: { label: "Go to the forum", url: `${baseUrl}/forum` },
          why: ABOUT_REPORT,
        }
      : {
          subject: "A moderator looked at your post: it stands",
          paragraphs: [`${reported} and let it stand. Whoever may read the topic can read it.`],
          action: { label: "See your post", url: baseUrl + postPath(post) },
          why: ABOUT_REPORT,
        };
  },
  samples: {
    "it stands": { ...SAMPLE_REPORT, decision: "stands" },
    "its topic was removed": { ...SAMPLE_REPORT, decision: "removed" },
  },
  inbox: (ctx, causes) =>
    wordReports(ctx, causes, (report, cause) => {
      if (!isLatestOutcome(cause, report.decidedAt)) return null;
      return report.decision === "removed"
        ? { text: "A moderator removed the topic that a reported post of yours was in", href: "/forum" }
        : { text: "A moderator looked at a post of yours: it stands", href: report.isReadable ? postPath(report) : "/forum" };
    }),
});
