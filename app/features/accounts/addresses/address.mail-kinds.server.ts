import { eq } from "drizzle-orm";
import { addresses, proofs } from "#db/schema/people";
import { ABOUT_SAFETY } from "~/features/accounts/mail-words";
import type { MailKind } from "~/features/mail/messages/kinds.server";
import { proofStillOpen, withProof } from "~/features/mail/messages/proof-mail.server";
import { maskAddress } from "~/features/people/address";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";

const confirmAddress: MailKind = {
  name: "confirm-address",
  class: "security",
  stillAllowed: proofStillOpen,
  build: withProof("/account/email/confirm", async (ctx, _proof, url) => {
    const { name } = await getSettings(ctx);
    return {
      layout: "service",
      subject: `Confirm this address for your account at ${name}`,
      preheader: "The link works once, for 24 hours.",
      paragraphs: [
        "Somebody, we hope you, asked to add this address to an account.",
        "Open the page below, signed in to that account, and press the button. Nothing changes until then.",
      ],
      action: { label: "Confirm this address", url },
      after: ["The link works once, for 24 hours. If it was not you, do nothing: the address is not added."],
      why: `You get this message because this address was typed into an account at ${name}.`,
    };
  }),
};

/** Told to every address of the account. */
function alert(name: string, subject: string, happened: (ctx: Ctx, about: string | undefined) => Promise<string>): MailKind {
  return {
    name,
    class: "security",
    async build(ctx, message) {
      const { name: site, contactAddress } = await getSettings(ctx);
      return {
        layout: "service",
        subject: `${subject} at ${site}`,
        paragraphs: [
          await happened(ctx, message.args.about),
          `If it was not you, change your password at once and tell us at ${contactAddress}.`,
        ],
        action: { label: "See the addresses of your account", url: `${env().baseUrl}/account/email` },
        why: ABOUT_SAFETY,
      };
    },
  };
}

const addressAsked = alert("address-asked", "A new address was asked for in your account", async (ctx, about) => {
  const [proof] = about ? await ctx.db.select({ canonical: proofs.canonical }).from(proofs).where(eq(proofs.id, about)) : [];
  const which = proof ? ` (${maskAddress(proof.canonical)})` : "";
  return `Somebody asked to add another email address${which} to your account. It is added when the link that we sent there is confirmed, signed in to your account.`;
});

const addressAdded = alert("address-added", "An address was added to your account", async (ctx, about) => {
  return `The address ${await masked(ctx, about)} was added to your account. You can sign in with it from now on. You were signed out everywhere else.`;
});

const mainAddressChanged = alert("main-address-changed", "The main address of your account changed", async (ctx, about) => {
  return `We now write to ${await masked(ctx, about)}. You were signed out everywhere else.`;
});

const addressRemoved = alert("address-removed", "An address was removed from your account", async (ctx, about) => {
  return `The address ${await masked(ctx, about)} no longer belongs to your account: it does not sign you in, and we do not write to it. You were signed out everywhere else.`;
});

const addressRestarted: MailKind = {
  name: "address-restarted",
  class: "security",
  async build(ctx) {
    const { name } = await getSettings(ctx);
    return {
      layout: "service",
      subject: `Mail from ${name} reaches you again`,
      paragraphs: ["You asked us to write to this address again. This message shows that it works."],
      why: "You get this message because you asked for it in your account.",
    };
  },
};

export const ADDRESS_MAIL_KINDS: readonly MailKind[] = [
  confirmAddress,
  addressAsked,
  addressAdded,
  mainAddressChanged,
  addressRemoved,
  addressRestarted,
];

async function masked(ctx: Ctx, addressId: string | undefined): Promise<string> {
  const [address] = addressId
    ? await ctx.db.select({ canonical: addresses.canonical }).from(addresses).where(eq(addresses.id, addressId))
    : [];
  return address ? maskAddress(address.canonical) : "you removed since";
}
