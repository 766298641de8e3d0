import { postPath } from "~/features/forum/topics/topic-address";
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
    return report?.decision === "stands" ? report : "not-standing";
  },
  words: (report, { baseUrl }) => ({
    subject: "A moderator looked at your post: it stands",
    paragraphs: [
      `Somebody reported a post which you wrote on ${formatDate(report.writtenAt)}. A moderator looked at it and let it stand, for everybody to read.`,
    ],
    action: { label: "See your post", url: baseUrl + postPath(report) },
    why: ABOUT_REPORT,
  }),
  samples: { "it stands": { ...SAMPLE_REPORT, decision: "stands" } },
  inbox: (ctx, causes) =>
    wordReports(ctx, causes, (report) => ({
      text: "A moderator looked at a post of yours: it stands",
      href: report.isReadable ? postPath(report) : "/forum",
    })),
});
