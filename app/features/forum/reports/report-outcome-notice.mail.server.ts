import { postPath } from "~/features/forum/topics/topic-address";
import { isLatestOutcome } from "~/features/forum/watching/causes";
import { SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { formatDate } from "~/lib/dates";
import { ABOUT_REPORT, findMailedReport, reportArgs, wordReports } from "./report-mail.server";
import { OUTCOME_WORDS } from "./report-words";

/** Tells whoever reported a post what came of it. */
export const reportOutcomeNotice = notificationKind({
  name: "report-outcome",
  choice: null,
  args: reportArgs,
  async load(ctx, message) {
    const report = await findMailedReport(ctx, message);
    if (!report?.decision) return "undecided";
    if (!isLatestOutcome(message.cause ?? "", report.decidedAt)) return "decided-again";
    return { at: report.at, decision: report.decision };
  },
  words: ({ at, decision }) => ({
    subject: "What came of your report",
    paragraphs: [`On ${formatDate(at)} you told us of a post. ${OUTCOME_WORDS[decision]}`, "Thank you for telling us."],
    why: ABOUT_REPORT,
  }),
  samples: {
    "it stands": { at: SAMPLE_DAY, decision: "stands" },
    edited: { at: SAMPLE_DAY, decision: "edited" },
    removed: { at: SAMPLE_DAY, decision: "removed" },
  },
  inbox: (ctx, causes) =>
    wordReports(ctx, causes, (report, cause) => {
      if (report.decision && !isLatestOutcome(cause, report.decidedAt)) return null;
      return {
        before: `What came of your report: ${report.decision ? OUTCOME_WORDS[report.decision] : "A moderator will look at it."}`,
        text: "See the place",
        href: report.isReadable ? postPath(report) : "/forum",
      };
    }),
});
