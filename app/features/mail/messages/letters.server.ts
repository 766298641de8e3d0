import { renderService } from "#emails/layouts/service";
import type { MailingContent } from "~/features/mail/mailings/mailing-content.server";
import { unsubscribeToken } from "~/features/mail/mailings/unsubscribe-token.server";
import type { MailSender } from "~/features/mail/transport/sender.server";
import { env } from "~/lib/env.server";
import type { MailContent, ServiceMail } from "./mail-kind.server";
import { messageIdDomain } from "./message-ids.server";
import { type Copy, cutStencil, type Letter, type Stencil } from "./stencil.server";

/** One mail that a room's kind built. Programs that answer mails by themselves leave it alone (RFC 3834). */
export async function letterOf(content: MailContent, sender: MailSender): Promise<Letter> {
  const parts = "html" in content ? content : await renderService({ ...content, sender });
  return {
    from: sender.from,
    replyTo: ("answerTo" in content && content.answerTo) || sender.contactAddress,
    subject: parts.subject,
    html: parts.html,
    text: parts.text,
    headers: { "Auto-Submitted": "auto-generated" },
    unfolded: "html" in content ? {} : { ...threading(content), ...stopping(content) },
    placeholder: null,
  };
}

/** Mails of one thread name the same message, which was never sent: programs show together what names it (RFC 5322, 3.6.4). */
function threading({ thread }: ServiceMail): Record<string, string> {
  if (!thread) return {};
  const root = `<${thread}@${messageIdDomain()}>`;
  return { "In-Reply-To": root, References: root };
}

const stopping = ({ stop }: ServiceMail): Record<string, string> =>
  stop ? { "List-Unsubscribe": `<${stop.url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {};

/** A mailing's content, encoded once for all its recipients. */
export function stencilOfMailing(content: MailingContent, list: { slug: string }, sender: MailSender): Stencil {
  const { baseUrl } = env();
  return cutStencil({
    from: { name: content.fromName, address: sender.from.address },
    replyTo: sender.contactAddress,
    subject: content.subject,
    html: content.html,
    text: content.text,
    list: { name: content.fromName, id: `${list.slug}.${new URL(baseUrl).hostname}` },
    headers: {
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "List-Help": `<${baseUrl}/newsletters/manage>`,
      ...(content.archiveUrl ? { "List-Archive": `<${content.archiveUrl}>` } : {}),
      Precedence: "bulk",
    },
    placeholder: content.placeholder,
  });
}

/** What only this recipient's copy of a mailing says: how they leave. */
export function personalPart(subscriptionId: string): Pick<Copy, "word" | "headers"> {
  return {
    word: unsubscribeToken("unsubscribe", subscriptionId),
    headers: { "List-Unsubscribe": `<${env().baseUrl}/newsletters/one-click/${unsubscribeToken("one-click", subscriptionId)}>` },
  };
}
