import { askAboutDetails } from "~/features/accounts/details/ask-about-details.server";
import { sealLedgers } from "~/features/audit/seal-ledgers.server";
import { endSilentHolds } from "~/features/consents/end-silent-holds.server";
import { tellOfFeedback } from "~/features/content/feedback/tell-of-feedback.server";
import { noteChangedSnippet, noteRefusedFileInPages, renderPagesAgain } from "~/features/content/pages/render-pages-again.server";
import { carryOutPlans } from "~/features/content/publishing/carry-out-plans.server";
import { remindOfReviews } from "~/features/content/publishing/remind-of-reviews.server";
import { notifyQueue } from "~/features/enquiries/notify-staff.server";
import { settleFiles } from "~/features/files/settle-files.server";
import { remindOfBookmarks } from "~/features/forum/bookmarks/remind-of-bookmarks.server";
import { carryOutCleanUp } from "~/features/forum/clean-up/carry-out-clean-up.server";
import { carryOutCleanUpUndo } from "~/features/forum/clean-up/undo-clean-up.server";
import { makeDigests } from "~/features/forum/digest/make-digests.server";
import { closeDuePolls } from "~/features/forum/polls/close-poll.server";
import { noteRefusedFileInPosts, renderPostsAgain } from "~/features/forum/posts/render-posts-again.server";
import { notifyMentioned } from "~/features/forum/watching/notify-mentioned.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { notifyTopicRecipients } from "~/features/forum/watching/notify-topic-recipients.server";
import type { PostOffice } from "~/features/mail/messages/post-office.server";
import { drainMail } from "~/features/mail/transport/drain.server";
import { renderIssuesAgain } from "~/features/newsletters/issues/render-issues-again.server";
import { renderNoticesAgain } from "~/features/notices/render-notices-again.server";
import { tellOfChanges } from "~/features/notices/tell-of-changes.server";
import { carryOutErasures } from "~/features/privacy/carry-out-erasures.server";
import { carryOutDepartures } from "~/features/privacy/leave.server";
import type { Ctx } from "~/lib/ctx";
import { forgetPageChanges } from "~/lib/page-changes.server";
import type { FollowUp, PayloadOf, WakeUp } from "./definitions";
import { sweepOutbox } from "./outbox.server";
import { carryOutRetention } from "./retention.server";

/** What a worker has besides its database. */
export type Tools = { post: PostOffice };

/** Each runs in the transaction that deletes its row, may run twice, and calls one room. */
export const FOLLOW_UP_HANDLERS: { [N in FollowUp]: (ctx: Ctx, payload: PayloadOf<N>) => Promise<unknown> } = {
  "forum.notify-reply": (ctx, { postId, ...onward }) => notifyReplyRecipients(ctx, postId, onward),
  "forum.notify-topic": (ctx, { postId, ...onward }) => notifyTopicRecipients(ctx, postId, onward),
  "forum.notify-mentioned": (ctx, { postId }) => notifyMentioned(ctx, postId),
  "forum.note-refused-file": (ctx, { fileId }) => noteRefusedFileInPosts(ctx, fileId),
  "content.note-refused-file": (ctx, { fileId }) => noteRefusedFileInPages(ctx, fileId),
  "content.note-changed-snippet": (ctx, { name }) => noteChangedSnippet(ctx, name),
  "forum.clean-up": (ctx, { cleanUpId }) => carryOutCleanUp(ctx, cleanUpId),
  "forum.undo-clean-up": (ctx, { cleanUpId, ...onward }) => carryOutCleanUpUndo(ctx, cleanUpId, onward),
  "enquiries.notify-queue": (ctx, { enquiryId }) => notifyQueue(ctx, enquiryId),
};

/** Each passes over a table, finds what is due, and may run in several workers at once. */
export const WAKE_UP_HANDLERS: { [N in WakeUp]: (ctx: Ctx, tools: Tools) => Promise<unknown> } = {
  "mail.drain": (ctx, { post }) => drainMail(ctx, post),
  "jobs.sweep": async (ctx) => {
    await forgetPageChanges(ctx);
    await sweepOutbox(ctx);
  },
  "files.settle": (ctx) => settleFiles(ctx),
  "newsletters.end-silent-holds": (ctx) => endSilentHolds(ctx),
  "audit.seal-ledgers": (ctx) => sealLedgers(ctx),
  "content.carry-out-plans": (ctx) => carryOutPlans(ctx),
  "content.remind-of-reviews": (ctx) => remindOfReviews(ctx),
  "content.tell-of-feedback": (ctx) => tellOfFeedback(ctx),
  "forum.remind-of-bookmarks": (ctx) => remindOfBookmarks(ctx),
  "forum.close-polls": (ctx) => closeDuePolls(ctx),
  "forum.make-digests": (ctx) => makeDigests(ctx),
  "accounts.ask-about-details": (ctx) => askAboutDetails(ctx),
  "retention.carry-out": (ctx) => carryOutRetention(ctx),
  "privacy.carry-out-departures": (ctx) => carryOutDepartures(ctx),
  "privacy.carry-out-erasures": (ctx) => carryOutErasures(ctx),
  "notices.tell-of-changes": (ctx) => tellOfChanges(ctx),
  "texts.render-again": async (ctx) => {
    await renderPagesAgain(ctx);
    await renderPostsAgain(ctx);
    await renderIssuesAgain(ctx);
    await renderNoticesAgain(ctx);
  },
};
