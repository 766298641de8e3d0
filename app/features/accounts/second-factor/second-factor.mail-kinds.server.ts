import { ABOUT_SAFETY } from "~/features/accounts/mail-words";
import type { MailKind, ServiceMail } from "~/features/mail/messages/kinds.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { env } from "~/lib/env.server";

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

/** Told to every address of the account. */
export const SECOND_FACTOR_MAIL_KINDS: readonly MailKind[] = [
  kind("second-factor-set-up", {
    subject: (site) => `Your second factor for ${site} is on`,
    happened: () => [
      "A second factor was set up for your account just now, with recovery codes. Signing in now asks for a code from your app. You were signed out everywhere else.",
    ],
    action: security,
  }),
  kind("second-factor-replaced", {
    subject: (site) => `Another app is your second factor for ${site}`,
    happened: () => [
      "Your second factor was moved to another app just now. The earlier app and the earlier recovery codes no longer work. You were signed out everywhere else.",
    ],
    action: security,
  }),
  kind("second-factor-removed", {
    subject: (site) => `Your second factor for ${site} is off`,
    happened: () => [
      "The second factor of your account was switched off just now, and its recovery codes no longer work. Your password alone signs you in. You were signed out everywhere else.",
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
  kind("recovery-codes-made", {
    subject: (site) => `New recovery codes for ${site}`,
    happened: () => ["New recovery codes were made for your account just now. Earlier ones no longer work."],
    action: security,
  }),
  kind("recovery-code-used", {
    subject: (site) => `A recovery code was used at ${site}`,
    happened: ({ left }) => [
      "Somebody used your password and one of your recovery codes, in place of the code that your app shows.",
      left === "0"
        ? "It was the last one. With your app you can make new ones; without it, write to us before you need one."
        : `You have ${left} left. Each works once.`,
    ],
    action: security,
  }),
];
