import { postPath } from "~/features/forum/topics/topic-address";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { formatDate } from "~/lib/dates";
import { ABOUT_REPORT, findMailedReport, reportArgs, SAMPLE_REPORT, wordReports } from "./report-mail.server";

/** Tells the author that their post is hidden until a moderator looked. */
export const postHiddenNotice = notificationKind({
  name: "post-hidden",
  choice: null,
  args: reportArgs,
  async load(ctx, message) {
    const report = await findMailedReport(ctx, message);
    return report?.isHidden ? report : "not-hidden";
  },
  words: (report, { baseUrl }) => ({
    subject: "A post of yours is hidden while a moderator looks at it",
    paragraphs: [
      `Somebody told us that a post which you wrote on ${formatDate(report.writtenAt)} may have a patient’s details. Nobody but you and moderators can read it until one of them has looked.`,
      "If they were right, you can remove it now: that needs nobody else, and it is gone at once with its earlier texts. If not, you need do nothing. You are told what the moderator decides.",
    ],
    action: { label: "See your post", url: baseUrl + postPath(report) },
    why: ABOUT_REPORT,
  }),
  samples: { hidden: SAMPLE_REPORT },
  inbox: (ctx, causes) =>
    wordReports(ctx, causes, (report) => ({
      text: `A post of yours ${report.decision ? "was hidden until a moderator had looked" : "is hidden while a moderator looks"} at it`,
      href: report.isReadable ? postPath(report) : "/forum",
    })),
});
