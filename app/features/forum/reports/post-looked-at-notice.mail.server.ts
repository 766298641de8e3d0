import { postPath } from "~/features/forum/topics/topic-address";
import { isLatestOutcome } from "~/features/forum/watching/causes";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { formatDate } from "~/lib/dates";
import { ABOUT_REPORT, findMailedReport, reportArgs, SAMPLE_REPORT, wordReports } from "./report-mail.server";

/** Tells the author that what was reported stands. */
export const postLookedAtNotice = notificationKind({
  name: "post-looked-at",
  choice: null,
  args: reportArgs,
  async load(ctx, message) {
    const report = await findMailedReport(ctx, message);
    if (report && !isLatestOutcome(message.cause ?? "", report.decidedAt)) return "decided-again";
    return report?.decision === "stands" ? report : "not-decided";
  },
  words: ({ writtenAt, ...post }, { baseUrl }) => ({
    subject: "A moderator looked at your post: it stands",
    paragraphs: [
      `Somebody reported a post which you wrote on ${formatDate(writtenAt)}. A moderator looked at it and let it stand. Whoever may read the topic can read it.`,
    ],
    action: { label: "See your post", url: baseUrl + postPath(post) },
    why: ABOUT_REPORT,
  }),
  samples: { "it stands": { ...SAMPLE_REPORT, decision: "stands" } },
  inbox: (ctx, causes) =>
    wordReports(ctx, causes, (report, cause) =>
      report.decision === "stands" && isLatestOutcome(cause, report.decidedAt)
        ? { text: "A moderator looked at a post of yours: it stands", href: report.isReadable ? postPath(report) : "/forum" }
        : null,
    ),
});
