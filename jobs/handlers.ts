import { expireSessions } from "~/features/accounts/sign-in/sessions.server";
import { sealLedgers } from "~/features/audit/seal-ledgers.server";
import { endSilentHolds } from "~/features/consents/end-silent-holds.server";
import { renderPagesAgain } from "~/features/content/pages/render-pages-again.server";
import { expireDrafts } from "~/features/drafts/expire-drafts.server";
import { notifyQueue } from "~/features/enquiries/notify-staff.server";
import { retireEnquiries } from "~/features/enquiries/retire-enquiries.server";
import { expireModerations } from "~/features/forum/moderation/expire-moderations.server";
import { renderPostsAgain } from "~/features/forum/posts/render-posts-again.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { expireNearMisses } from "~/features/guard/near-misses.queries.server";
import { forgetOldMail } from "~/features/mail/messages/forget-old-mail.server";
import type { PostOffice } from "~/features/mail/messages/post-office.server";
import { drainMail } from "~/features/mail/transport/drain.server";
import { expireMembership } from "~/features/membership/expire-membership.server";
import { renderIssuesAgain } from "~/features/newsletters/issues/render-issues-again.server";
import { renderNoticesAgain } from "~/features/notices/render-notices-again.server";
import { tellOfChanges } from "~/features/notices/tell-of-changes.server";
import { expireProofs } from "~/features/people/proofs.server";
import { carryOutErasures } from "~/features/privacy/carry-out-erasures.server";
import { expireExports } from "~/features/privacy/export-files.server";
import { carryOutDepartures } from "~/features/privacy/leave.server";
import type { Ctx } from "~/lib/ctx";
import type { FollowUp, PayloadOf, WakeUp } from "./definitions";
import { sweepOutbox } from "./outbox.server";

/** What a worker has besides its database. */
export type Tools = { post: PostOffice };

/** Each runs in the transaction that deletes its row, may run twice, and calls one room. */
export const FOLLOW_UP_HANDLERS: { [N in FollowUp]: (ctx: Ctx, payload: PayloadOf<N>) => Promise<unknown> } = {
  "forum.notify-reply": (ctx, { postId, after }) => notifyReplyRecipients(ctx, postId, after),
  "enquiries.notify-queue": (ctx, { enquiryId }) => notifyQueue(ctx, enquiryId),
};

/** Each passes over a table, finds what is due, and may run in several workers at once. */
export const WAKE_UP_HANDLERS: { [N in WakeUp]: (ctx: Ctx, tools: Tools) => Promise<unknown> } = {
  "mail.drain": (ctx, { post }) => drainMail(ctx, post),
  "jobs.sweep": (ctx) => sweepOutbox(ctx),
  "newsletters.end-silent-holds": (ctx) => endSilentHolds(ctx),
  "audit.seal-ledgers": (ctx) => sealLedgers(ctx),
  "people.expire-proofs": (ctx) => expireProofs(ctx),
  "privacy.carry-out-departures": (ctx) => carryOutDepartures(ctx),
  "privacy.carry-out-erasures": (ctx) => carryOutErasures(ctx),
  "privacy.expire-exports": ({ now }) => expireExports(now),
  "accounts.expire-sessions": (ctx) => expireSessions(ctx),
  "drafts.expire": (ctx) => expireDrafts(ctx),
  "notices.tell-of-changes": (ctx) => tellOfChanges(ctx),
  "enquiries.retire": (ctx) => retireEnquiries(ctx),
  "forum.expire-moderations": (ctx) => expireModerations(ctx),
  "guard.expire-near-misses": (ctx) => expireNearMisses(ctx),
  "membership.expire": (ctx) => expireMembership(ctx),
  "mail.forget-old": (ctx) => forgetOldMail(ctx),
  "texts.render-again": async (ctx) => {
    await renderPagesAgain(ctx);
    await renderPostsAgain(ctx);
    await renderIssuesAgain(ctx);
    await renderNoticesAgain(ctx);
  },
};
