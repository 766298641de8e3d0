import type { MailSite } from "~/features/mail/messages/mail-kind.server";
import type { Letter } from "~/features/mail/messages/stencil.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { answerTime } from "~/features/settings/site-settings";
import { readMailbox } from "~/lib/address";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";

/** Who we are in a mail: what layouts show at the end of each, and the address that it comes from. */
export type MailSender = {
  siteName: string;
  siteUrl: string;
  contactAddress: string;
  postalAddress: string;
  contactUrl: string;
  privacyUrl: string;
  from: Letter["from"];
};

export async function getMailSender(ctx: Ctx): Promise<MailSender> {
  const site = await getSettings(ctx);
  const { baseUrl, mailFrom } = env();
  return {
    siteName: site.name,
    siteUrl: `${baseUrl}/`,
    contactAddress: site.contactAddress,
    postalAddress: site.postalAddress,
    contactUrl: `${baseUrl}/contact`,
    privacyUrl: `${baseUrl}/privacy`,
    from: senderOf(mailFrom ?? site.mailFrom, site.name),
  };
}

/** The site as the words of letters name it. */
export async function getMailSite(ctx: Ctx): Promise<MailSite> {
  const site = await getSettings(ctx);
  const { name, shortName, contactAddress } = site;
  return { name, shortName, contactAddress, answerTime: answerTime(site), baseUrl: env().baseUrl };
}

/** Both are checked where they are set. */
function senderOf(text: string, fallbackName: string): Letter["from"] {
  const mailbox = readMailbox(text);
  if (!mailbox) throw new Error("the sender of mails is not an address");
  return { ...mailbox, name: mailbox.name || fallbackName };
}
