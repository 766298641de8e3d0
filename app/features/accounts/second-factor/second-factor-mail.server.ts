import { z } from "zod";
import { ABOUT_SAFETY } from "~/features/accounts/mail-words";
import { type MailSite, mailKind } from "~/features/mail/messages/mail-kind.server";

type Alert = {
  name: string;
  subject: (site: string) => string;
  happened: string[];
  action?: { label: string; path: string };
  /** Whose doing it may not have been. */
  unless?: string;
};

/** Declares what every address of the account is told of its second factor. */
export const secondFactorMail = ({ name, subject, happened, action, unless }: Alert) =>
  mailKind({
    name,
    class: "security",
    args: z.object({}),
    load: async () => ({}),
    words: (_, site) => secondFactorWords(site, { subject: subject(site.name), happened, action, unless }),
    samples: { "just now": {} },
  });

const SEE_IT = { label: "See your second factor", path: "/account/security" };

export const secondFactorWords = (
  { contactAddress, baseUrl }: MailSite,
  { subject, happened, action = SEE_IT, unless = "it was not you" }: Pick<Alert, "happened" | "action" | "unless"> & { subject: string },
) => ({
  subject,
  paragraphs: [...happened, `If ${unless}, choose a new password at once and tell us at ${contactAddress}.`],
  action: { label: action.label, url: baseUrl + action.path },
  why: ABOUT_SAFETY,
});
