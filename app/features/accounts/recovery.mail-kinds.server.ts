import type { MailKind, ServiceMail } from "~/features/mail/kinds.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { env } from "~/lib/env.server";
import { ABOUT_SAFETY } from "./mail-words";

type Words = { subject: (site: string) => string; happened: (args: Record<string, string>) => string[]; action: ServiceMail["action"] };

const kind = (name: string, { subject, happened, action }: Words): MailKind => ({
  name,
  class: "security",
  async build(ctx, message) {
    const { name: site, contactAddress } = await getSettings(ctx);
    return {
      layout: "service",
      subject: subject(site),
      paragraphs: [...happened(message.args), `If it was not you, choose a new password at once and tell us at ${contactAddress}.`],
      action: action && { ...action, url: `${env().baseUrl}${action.url}` },
      why: ABOUT_SAFETY,
    };
  },
});

const security = { label: "See your second factor", url: "/account/security" };

export const RECOVERY_MAIL_KINDS: readonly MailKind[] = [
  kind("recovery-codes-made", {
    subject: (site) => `New recovery codes for ${site}`,
    happened: () => ["New recovery codes were made for your account just now. Earlier ones no longer work."],
    action: security,
  }),
  kind("recovery-code-used", {
    subject: (site) => `A recovery code was used at ${site}`,
    happened: ({ left }) => [
      "Somebody signed in to your account with your password and one of your recovery codes.",
      left === "0" ? "It was the last one. Make new ones now." : `You have ${left} left. Each works once.`,
    ],
    action: security,
  }),
  kind("second-factor-reset", {
    subject: (site) => `Your second factor for ${site} was taken away`,
    happened: () => [
      "Your second factor and your recovery codes were taken away by whoever runs the site, because you had lost them. You were signed out everywhere.",
      "Sign in with your password and set up a second factor again.",
    ],
    action: { label: "Sign in", url: "/sign-in?next=%2Faccount%2Fsecurity" },
  }),
];
