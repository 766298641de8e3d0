import { RETENTION, type RetentionRule } from "#db/retention";
import { expireSessions } from "~/features/accounts/sign-in/sessions.server";
import { purgeLedgers } from "~/features/audit/purge-ledgers.server";
import { endUnanswered } from "~/features/consents/ask-again.server";
import { expireFeedback } from "~/features/content/feedback/feedback.queries.server";
import { expireDrafts } from "~/features/drafts/expire-drafts.server";
import { retireEnquiries } from "~/features/enquiries/retire-enquiries.server";
import { sweepFiles } from "~/features/files/settle-files.server";
import { expireMailedReplies } from "~/features/forum/by-mail/expire-mailed-replies.server";
import { expireDecisions } from "~/features/forum/decisions/count-decision.server";
import { expireModerations } from "~/features/forum/moderation/expire-moderations.server";
import { expireNearMisses } from "~/features/guard/near-misses.queries.server";
import { forgetOldMail } from "~/features/mail/messages/forget-old-mail.server";
import { expireMembership } from "~/features/membership/expire-membership.server";
import { askWhatIsStillWanted } from "~/features/newsletters/subscriptions/still-wanted.server";
import { expireProofs } from "~/features/people/proofs.server";
import { endRecords } from "~/features/privacy/end-records.server";
import { expireCopies } from "~/features/privacy/expire-copies.server";
import { forgetRequests } from "~/features/privacy/forget-requests.server";
import type { Ctx } from "~/lib/ctx";
import { eachAlone } from "~/lib/each-alone";

/**
 * What carries out each rule of `db/retention.ts`; a rule without one does not compile. Some carry out two: what one table holds
 * goes in one pass.
 */
export const PURGES: { readonly [R in RetentionRule]: (ctx: Ctx) => Promise<unknown> } = {
  members: endRecords,
  reconfirmation: askWhatIsStillWanted,
  answer: endUnanswered,
  ledger: purgeLedgers,
  requests: forgetRequests,
  enquiries: retireEnquiries,
  moderations: expireModerations,
  decisions: expireDecisions,
  "near-misses": expireNearMisses,
  "mail-addresses": forgetOldMail,
  messages: forgetOldMail,
  "mailed-replies": expireMailedReplies,
  feedback: expireFeedback,
  drafts: expireDrafts,
  uploads: sweepFiles,
  applications: expireMembership,
  invitations: expireMembership,
  sessions: expireSessions,
  links: expireProofs,
  copies: expireCopies,
};

/** Carries out every rule, each in batches of its own and alone: one that fails holds up none behind it. @throws the first failure */
export async function carryOutRetention(ctx: Ctx): Promise<void> {
  await eachAlone([...new Set((Object.keys(RETENTION) as RetentionRule[]).map((rule) => PURGES[rule]))], (purge) => purge(ctx));
}
