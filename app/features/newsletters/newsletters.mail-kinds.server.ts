import type { MailKind } from "~/features/mail/messages/kinds.server";
import { proofStillOpen, withProof } from "~/features/mail/messages/proof-mail.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { formatDate } from "~/lib/dates";
import { findIssueById } from "./issues/issues.queries.server";
import { PREVIEW_WORD, previewIssue } from "./issues/preview-issue.server";
import { getHeldNewsletter } from "./subscriptions/answer-hold.server";
import { getSignup } from "./subscriptions/confirm-subscription.server";

const confirmSubscription: MailKind = {
  name: "confirm-subscription",
  class: "security",
  stillAllowed: proofStillOpen,
  build: withProof("/newsletters/confirm", async (ctx, proof, url) => {
    const { newsletters } = await getSignup(ctx, proof);
    const { name } = await getSettings(ctx);
    return {
      layout: "service",
      subject: `Confirm your subscription to ${inWords(newsletters)}`,
      preheader: "One more step: press the button to start getting it.",
      paragraphs: [
        `Somebody, we hope you, asked us to send ${inWords(newsletters)} to this address.`,
        "To start, open the page below and press “Confirm subscription”. Until then we send nothing.",
      ],
      action: { label: "Open the page to confirm", url },
      after: [`The link works until ${formatDate(proof.expiresAt)}. If it was not you, do nothing: we will not write again.`],
      why: `You get this mail because your address was typed into the newsletter page of ${name}.`,
    };
  }),
};

const confirmCancellation: MailKind = {
  name: "confirm-cancellation",
  class: "security",
  stillAllowed: proofStillOpen,
  build: withProof("/newsletters/cancel", async (ctx, proof, url) => {
    const newsletter = await getHeldNewsletter(ctx, proof);
    return {
      layout: "service",
      subject: `Do you want to stop ${newsletter.name}?`,
      preheader: "We have stopped sending. Confirm it, or keep your subscription.",
      paragraphs: [
        `Somebody used the unsubscribe link in an issue of ${newsletter.name} that was sent to you. We have stopped sending it.`,
        "If that was you, open the page below and press “Confirm cancellation”. If it was not, for instance because you forwarded the issue, press “Keep me subscribed” there.",
      ],
      action: { label: "Choose: cancel or keep", url },
      after: [`If you do nothing, your subscription ends on ${formatDate(proof.expiresAt)}.`],
      why: `You get this mail because you are subscribed to ${newsletter.name} with this address.`,
    };
  }),
};

const unsubscribed: MailKind = {
  name: "unsubscribed",
  class: "security",
  stillAllowed: proofStillOpen,
  build: withProof("/newsletters/confirm", async (ctx, proof, url) => {
    const { newsletters } = await getSignup(ctx, proof);
    return {
      layout: "service",
      subject: `You are no longer subscribed to ${inWords(newsletters)}`,
      paragraphs: [
        `You, or your mail program for you, ended your subscription to ${inWords(newsletters)}. It has ended, and there is nothing else to do.`,
      ],
      action: { label: "Subscribe again", url },
      after: [`If it was a mistake, this link takes you back. It works until ${formatDate(proof.expiresAt)}.`],
      why: "You get this mail because a subscription with this address was ended with the unsubscribe button of a mail program.",
    };
  }),
};

const preferencesLink: MailKind = {
  name: "preferences-link",
  class: "security",
  stillAllowed: proofStillOpen,
  build: withProof("/newsletters/preferences", async (ctx, _proof, url) => {
    const { name } = await getSettings(ctx);
    return {
      layout: "service",
      subject: "Your newsletter choices",
      preheader: "A link to choose what we send you.",
      paragraphs: [`Open the page below to see which newsletters ${name} sends to this address, and to change them.`],
      action: { label: "Choose your newsletters", url },
      after: ["The link works for 60 minutes. Do not forward this mail: whoever has it can change your choices."],
      why: "You get this mail because somebody asked for this link with your address. If it was not you, do nothing.",
    };
  }),
};

/** The mail as it will be, to whoever asked for it, and marked so that nobody takes it for the real one. */
const issueTest: MailKind = {
  name: "issue-test",
  class: "service",
  build: async (ctx, message) => {
    const issue = await findIssueById(ctx, message.args.issueId ?? "");
    if (!issue) return { skip: "issue-gone" };
    if (issue.takenOutAt) return { skip: "text-taken-out" };
    const { subject, html, text } = await previewIssue(ctx, issue, PREVIEW_WORD);
    return { layout: "raw", subject: `[TEST] ${subject}`, html, text };
  },
};

export const NEWSLETTER_MAIL_KINDS: readonly MailKind[] = [
  confirmSubscription,
  confirmCancellation,
  unsubscribed,
  preferencesLink,
  issueTest,
];

/** “A”, “A and B”, “A, B and C”. */
function inWords(newsletters: readonly { name: string }[]): string {
  const names = newsletters.map(({ name }) => name);
  return names.length < 2 ? (names[0] ?? "our newsletters") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
