import { placeWords } from "~/features/forum/moderation/moderation-words";
import { REMOVED_TITLES } from "~/features/forum/topics/removed-title";
import { postPath } from "~/features/forum/topics/topic-address";
import { isLatestOutcome, momentOf, othersOf } from "~/features/forum/watching/causes";
import { SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { formatDate } from "~/lib/dates";
import { ABOUT_REPORT, findMailedReport, type MailedReport, reportArgs, SAMPLE_REPORT, wordReports } from "./report-mail.server";
import { OUTCOME_WORDS } from "./report-words";

/** Tells whoever reported a post what came of it. */
export const reportOutcomeNotice = notificationKind({
  name: "report-outcome",
  choice: null,
  args: reportArgs,
  async load(ctx, message) {
    const report = await findMailedReport(ctx, message);
    const { at, decision = null } = report ?? {};
    if (!report || !at) return "undecided";
    const others = othersNow(message.cause ?? "", report);
    if (decision && isLatestOutcome(message.cause ?? "", report.decidedAt))
      return { at, decision, post: isNamed(report) ? { topic: report.topic, number: report.number } : null, others: Math.max(0, others) };
    // of what went together the first waits or was decided again, which is told by itself
    if (others >= 0) return { at, decision: "removed" as const, post: null, others };
    return decision ? "decided-again" : "undecided";
  },
  words: ({ at, decision, post, others }) => ({
    subject: "What came of your report",
    paragraphs: [
      `On ${formatDate(at)} you told us of ${post ? placeWords(post).replace(/^./, (first) => first.toLowerCase()) : "a post"}. ${OUTCOME_WORDS[decision]}`,
      ...(others > 0 ? [`The same goes for ${others} more that you told us of.`] : []),
      "Thank you for telling us.",
    ],
    why: ABOUT_REPORT,
  }),
  samples: {
    "it stands": { at: SAMPLE_DAY, decision: "stands", post: SAMPLE_REPORT, others: 0 },
    edited: { at: SAMPLE_DAY, decision: "edited", post: SAMPLE_REPORT, others: 0 },
    removed: { at: SAMPLE_DAY, decision: "removed", post: null, others: 0 },
    "removed with others": { at: SAMPLE_DAY, decision: "removed", post: null, others: 3 },
  },
  inbox: (ctx, causes) =>
    wordReports(ctx, causes, (report, cause) => {
      const isLatest = report.decision !== null && isLatestOutcome(cause, report.decidedAt);
      const others = othersNow(cause, report);
      if (!isLatest && others < 0 && report.decision) return null;
      const decision = isLatest ? report.decision : others >= 0 ? "removed" : null;
      const came = decision ? OUTCOME_WORDS[decision] : "A moderator will look at it.";
      return {
        before: `What came of your report${others > 0 ? ` and ${others} more` : ""}: ${came}`,
        text: "See the place",
        href: report.isReadable ? postPath(report) : "/forum",
      };
    }),
});

/**
 * Of reports that were told of together, how many more than one have that outcome still: what was put back since waits, or is told by
 * itself. Less than none where none has, or it was one alone.
 */
const othersNow = (cause: string, { removed }: Pick<MailedReport, "removed">): number =>
  othersOf(cause) === 0 ? -1 : (removed[momentOf(cause)] ?? 0) - 1;

/** To those who may still read it, while it has a title. */
const isNamed = ({ isReadable, topic }: MailedReport) => isReadable && !Object.values<string>(REMOVED_TITLES).includes(topic.title);
