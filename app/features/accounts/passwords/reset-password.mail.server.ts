import { findAccount } from "~/features/accounts/accounts.queries.server";
import { proofMailKind } from "~/features/mail/messages/proof-mail-kind.server";
import { formatMoment, formatTime } from "~/lib/dates";

/** The link to a new password. Whether there is an account to reset is decided here, out of sight of whoever asked. */
export const resetPasswordMail = proofMailKind({
  name: "reset-password",
  path: "/reset-password",
  async load(ctx, { personId }) {
    const account = personId ? await findAccount(ctx, personId) : null;
    return account?.state === "active" ? {} : "no-account";
  },
  words: (_, { name }, { url, expiresAt }) => ({
    subject: `Choose a new password for ${name}`,
    preheader: `The link works once, until ${formatTime(expiresAt)}.`,
    paragraphs: [
      "Somebody, we hope you, asked for a new password for your account.",
      `The link works once, until ${formatMoment(expiresAt)}. It opens a page where you choose the password; nothing changes until you press the button there.`,
    ],
    action: { label: "Choose a new password", url },
    after: ["If it was not you, do nothing: your password stays as it is. We never ask you for your password."],
    why: "You get this message because a new password was asked for with this address.",
  }),
  samples: { "a new password": {} },
});
