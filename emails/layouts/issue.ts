import { document, LOOK, link, paragraph, type Sender, senderMarkup, senderText } from "../look";
import { asMarkup, compile, markup } from "../mjml";
import { textFromHtml } from "../text";
import type { RenderedMail } from "./service";

export type IssueProps = {
  sender: Sender;
  newsletterName: string;
  subject: string;
  preheader: string;
  /** Sanitised HTML of the issue. */
  bodyHtml: string;
  /** The issue in the public archive. */
  webUrl: string;
  /** The page that asks; in a mailing, the recipient's token takes the place of the placeholder in it. */
  unsubscribeUrl: string;
  /** Where one asks for a link to all one's choices; the same for everybody. */
  manageUrl: string;
  /** Why the reader gets this, as a sentence. */
  why: string;
};

/** One issue of a newsletter, compiled once for everybody. How to leave stands at the top, at the end and in the text. */
export async function renderIssue(props: IssueProps): Promise<RenderedMail> {
  const bodyHtml = absoluteLinks(props.bodyHtml, props.webUrl);
  const { newsletterName, sender, subject, unsubscribeUrl } = props;
  const html = await compile(
    document({
      title: subject,
      preheader: props.preheader || subject,
      body: markup`<mj-section css-class="sheet"><mj-column><mj-text css-class="name"><p>${newsletterName}</p></mj-text>
<mj-text css-class="quiet"><p>From ${sender.siteName} · ${link(props.webUrl, "Read on the web")} · ${link(unsubscribeUrl, "Unsubscribe")}</p></mj-text></mj-column></mj-section>
<mj-section css-class="sheet" border-top="1px solid ${LOOK.line}"><mj-column><mj-text css-class="words"><h1>${subject}</h1>${asMarkup(bodyHtml)}</mj-text></mj-column></mj-section>
<mj-section css-class="sheet" border-top="1px solid ${LOOK.line}"><mj-column><mj-text css-class="quiet">${paragraph(props.why)}
<p>${link(unsubscribeUrl, "Unsubscribe from this newsletter")} · ${link(props.manageUrl, "Choose what you get")}</p>${senderMarkup(sender)}</mj-text></mj-column></mj-section>`,
    }),
  );
  return { subject, html, text: textOf(props, bodyHtml) };
}

function textOf(props: IssueProps, bodyHtml: string): string {
  const leave = `Unsubscribe: ${props.unsubscribeUrl}`;
  return `${props.newsletterName}
From ${props.sender.siteName}
Read on the web: ${props.webUrl}
${leave}

${props.subject}

${textFromHtml(bodyHtml)}

--
${props.why}

${leave}
Choose what you get: ${props.manageUrl}

${senderText(props.sender)}
`;
}

/** A mail has no address of its own to which “/guidance” could be relative. */
function absoluteLinks(html: string, webUrl: string): string {
  return html.replace(
    / href="([/#][^"]*)"/g,
    (_, path: string) => ` href="${new URL(path.replaceAll("&amp;", "&"), webUrl).href.replaceAll("&", "&amp;")}"`,
  );
}
