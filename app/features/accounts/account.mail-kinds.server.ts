import type { MailKind } from "~/features/mail/messages/kinds.server";
import { proofStillOpen, withProof } from "~/features/mail/messages/proof-mail.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { env } from "~/lib/env.server";
import { findAccount } from "./accounts.queries.server";
import { ABOUT_SAFETY } from "./mail-words";

/** The link to a new password. Whether there is an account to reset is decided here, out of sight of whoever asked. */
export const resetPasswordMail: MailKind = {
  name: "reset-password",
  class: "security",
  stillAllowed: proofStillOpen,
  build: withProof("/reset-password", async (ctx, proof, url) => {
    const account = proof.personId ? await findAccount(ctx, proof.personId) : null;
    if (account?.state !== "active") return { skip: "no-account" };
    const { name } = await getSettings(ctx);
    return {
      layout: "service",
      subject: `Choose a new password for ${name}`,
      preheader: "The link works once, for one hour.",
      paragraphs: [
        "Somebody, we hope you, asked for a new password for your account.",
        "The link works once, for one hour. It opens a page where you choose the password; nothing changes until you press the button there.",
      ],
      action: { label: "Choose a new password", url },
      after: ["If it was not you, do nothing: your password stays as it is. We never ask you for your password."],
      why: "You get this message because a new password was asked for with this address.",
    };
  }),
};

export const passwordChangedMail: MailKind = {
  name: "password-changed",
  class: "security",
  async build(ctx) {
    const { name, contactAddress } = await getSettings(ctx);
    return {
      layout: "service",
      subject: `Your password for ${name} was changed`,
      paragraphs: [
        "The password of your account was changed just now. You were signed out everywhere else.",
        `If it was not you, choose a new password at once and tell us at ${contactAddress}.`,
      ],
      action: { label: "Choose a new password", url: `${env().baseUrl}/forgot-password` },
      why: ABOUT_SAFETY,
    };
  },
};

export const rememberTheftMail: MailKind = {
  name: "remember-theft",
  class: "security",
  async build(ctx) {
    const { name, contactAddress } = await getSettings(ctx);
    return {
      layout: "service",
      subject: `We signed you out of ${name} on one device`,
      paragraphs: [
        "A device that we remember for you used an old key. That happens when somebody copies what the browser keeps, so we ended that sign-in.",
        `Your password was not used. If something looks strange in your account, choose a new password and tell us at ${contactAddress}.`,
      ],
      action: { label: "See where you are signed in", url: `${env().baseUrl}/account/sessions` },
      why: ABOUT_SAFETY,
    };
  },
};
