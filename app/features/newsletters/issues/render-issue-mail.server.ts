import { renderIssue } from "#emails/layouts/issue";
import { escapeText } from "#emails/mjml";
import { type MailingContent, newPlaceholder } from "~/features/mail/mailings/mailing-content.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import { withoutOffsiteMarks } from "~/lib/markdown.server";
import { issueSlug } from "./issue-slug";

/** In place of a subscription's token, in previews and tests: the page behind it says that there is no subscription. */
export const PREVIEW_WORD = "this-is-a-test-nobody-is-subscribed-by-it";

/** The mail that an issue makes. The previews, the test and the sending all take it from here, so what was seen is what is sent. */
export async function renderIssueMail(
  ctx: Ctx,
  issue: {
    newsletter: { slug: string; name: string; isOpen: boolean };
    subject: string;
    preheader: string;
    bodyHtml: string;
    slug?: string | null;
  },
  placeholder = newPlaceholder(),
): Promise<MailingContent> {
  const { baseUrl } = env();
  const site = await getSettings(ctx);
  const { newsletter } = issue;
  const archiveUrl = `${baseUrl}/newsletters/${newsletter.slug}`;
  const mail = await renderIssue({
    sender: {
      siteName: site.name,
      siteUrl: baseUrl,
      contactAddress: site.contactAddress,
      postalAddress: site.postalAddress,
      contactUrl: `${baseUrl}/contact`,
      privacyUrl: `${baseUrl}/privacy`,
    },
    newsletterName: newsletter.name,
    subject: issue.subject,
    preheader: issue.preheader,
    bodyHtml: withoutOffsiteMarks(issue.bodyHtml),
    webUrl: `${archiveUrl}/${issue.slug ?? issueSlug(issue.subject)}`,
    unsubscribeUrl: `${baseUrl}/newsletters/unsubscribe/${placeholder}`,
    manageUrl: `${baseUrl}/newsletters/manage`,
    why: `You get this because you asked ${site.name} to send ${newsletter.name} to this address.`,
  });
  return { ...mail, fromName: newsletter.name, placeholder, ...(newsletter.isOpen ? { archiveUrl } : {}) };
}

/** One part of the mail as a document of its own, for the frame of a preview. */
export const previewDocument = (mail: MailingContent, part: "html" | "text"): string =>
  part === "html"
    ? mail.html
    : `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Text part</title></head><body><pre style="white-space:pre-wrap;overflow-wrap:anywhere">${escapeText(mail.text)}</pre></body></html>`;
