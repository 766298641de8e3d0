import { eq } from "drizzle-orm";
import { membershipApplications as applications, membershipQuestions as questions } from "#db/schema/membership";
import type { MailContent, MailKind, MailMessage } from "~/features/mail/messages/kinds.server";
import { proofStillOpen, withProof } from "~/features/mail/messages/proof-mail.server";
import type { ApplicationState } from "~/features/membership/types";
import { unlinked } from "~/features/membership/unlinked";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { formatDate } from "~/lib/dates";
import { env } from "~/lib/env.server";

/** Whoever typed this address may be anybody: nothing that they typed is in this mail. */
const confirmApplication: MailKind = {
  name: "confirm-application",
  class: "security",
  stillAllowed: proofStillOpen,
  build: withProof("/register/verify", async (ctx, proof, url) => {
    const { name } = await getSettings(ctx);
    return {
      layout: "service",
      subject: `Confirm your application to ${name}`,
      preheader: "One more step: open the page and press the button.",
      paragraphs: [
        `Somebody, we hope you, applied to join ${name} with this address.`,
        "Open the page below to see what was typed, and to confirm that it is yours. Until then nobody looks at it.",
      ],
      action: { label: "Open the page to confirm", url },
      after: [`The link works until ${formatDate(proof.expiresAt)}. If it was not you, do nothing: what was typed will be deleted.`],
      why: `You get this mail because your address was typed into the application form of ${name}.`,
    };
  }),
};

const received = applicationMail(
  "application-received",
  ["waiting", "asked", "approved", "declined"],
  (_application, { name, baseUrl }) => ({
    subject: `We have your application to ${name}`,
    paragraphs: [
      "Thank you. Your address is confirmed, and your application waits for a decision. Most people hear from us within 5 working days.",
      "You can sign in to see how it stands, to answer a question or to take your application back. Pages for members open for you when you are approved.",
    ],
    action: { label: "See your application", url: `${baseUrl}/account/application` },
    why: `You get this mail because you applied to join ${name}.`,
  }),
);

const approved = applicationMail("application-approved", ["approved"], (_application, { name, baseUrl }) => ({
  subject: `Welcome to ${name}`,
  paragraphs: [
    "Your application is approved: you are a member now.",
    "Three things to do first: read what is new in the guidance, say hello in the forum, and look through your profile, so that colleagues can see who you are.",
  ],
  action: { label: "Sign in", url: `${baseUrl}/sign-in` },
  after: ["Newsletters are separate: you choose each one in your account."],
  why: `You get this mail because you applied to join ${name}.`,
}));

const declined = applicationMail("application-declined", ["declined"], (application, { name, contactAddress }) => ({
  subject: `Your application to ${name}`,
  paragraphs: [
    "Thank you for applying. We could not approve your application. The reason:",
    unlinked(application.decisionReason ?? ""),
    "If something has changed, or was wrong in your application, you can apply again at any time.",
  ],
  after: [`If you think that this decision is wrong, write to us at ${contactAddress}, and somebody else will look at it.`],
  why: `You get this mail because you applied to join ${name}.`,
}));

/** A question that was answered or decided over meanwhile is not worth a mail. */
const asked: MailKind = {
  name: "application-question",
  class: "service",
  async build(ctx, message) {
    const { questionId } = message.args;
    const [found] = questionId
      ? await ctx.db
          .select({ question: questions.question, answeredAt: questions.answeredAt, state: applications.state })
          .from(questions)
          .innerJoin(applications, eq(applications.id, questions.applicationId))
          .where(eq(questions.id, questionId))
      : [];
    if (found?.state !== "asked" || found.answeredAt) return { skip: "question-closed" };
    const { name } = await getSettings(ctx);
    return {
      layout: "service",
      subject: `A question about your application to ${name}`,
      paragraphs: [
        "Before we decide, we would like to know:",
        unlinked(found.question),
        "Sign in to answer. Your application waits until you do.",
      ],
      action: { label: "Answer the question", url: `${env().baseUrl}/account/application` },
      why: `You get this mail because you applied to join ${name}.`,
    };
  },
};

export const APPLICATION_MAIL_KINDS: readonly MailKind[] = [confirmApplication, received, approved, declined, asked];

type Words = Omit<Extract<MailContent, { layout: "service" }>, "layout">;
type Told = { decisionReason: string | null };

/** A mail to an applicant that is only true while the application is in one of these states. */
function applicationMail(
  name: string,
  states: readonly ApplicationState[],
  words: (application: Told, site: { name: string; contactAddress: string; baseUrl: string }) => Words,
): MailKind {
  return {
    name,
    class: "service",
    async build(ctx, message) {
      const application = await findApplication(ctx, message);
      if (!application || !states.includes(application.state)) return { skip: "application-changed" };
      const { name, contactAddress } = await getSettings(ctx);
      return { layout: "service", ...words(application, { name, contactAddress, baseUrl: env().baseUrl }) };
    },
  };
}

async function findApplication(ctx: Ctx, message: MailMessage): Promise<(Told & { state: ApplicationState }) | null> {
  const { applicationId } = message.args;
  if (!applicationId) return null;
  const { state, decisionReason } = applications;
  const [row] = await ctx.db.select({ state, decisionReason }).from(applications).where(eq(applications.id, applicationId));
  return row ?? null;
}
