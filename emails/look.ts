import { asMarkup, escapeText, type Markup, markup } from "./mjml";

/** Colours and sizes of every mail. Contrast on white: text 15:1, quiet 7:1, link 7:1. */
export const LOOK = {
  text: "#212b32",
  quiet: "#4c5a64",
  link: "#0b5c6b",
  line: "#d8dde0",
  ground: "#f0f4f5",
  font: "Arial, Helvetica, sans-serif",
};

/** One column, 600 px at most, nothing fetched from anywhere; dark where the reader's program is. */
export function document(mail: { title: string; preheader: string; body: Markup }): Markup {
  return markup`<mjml lang="en-GB"><mj-head>
<mj-title>${mail.title}</mj-title><mj-preview>${mail.preheader}</mj-preview>
<mj-attributes><mj-all font-family="${LOOK.font}" /><mj-text font-size="16px" line-height="24px" color="${LOOK.text}" padding="0" align="left" />
<mj-section padding="16px 24px" background-color="#ffffff" /><mj-column padding="0" /></mj-attributes>
<mj-raw><meta name="color-scheme" content="light dark" /><meta name="supported-color-schemes" content="light dark" /></mj-raw>
<mj-style>${asMarkup(DARK)}</mj-style><mj-style inline="inline">${asMarkup(WORDS)}</mj-style>
</mj-head><mj-body background-color="${LOOK.ground}" css-class="ground">${mail.body}</mj-body></mjml>`;
}

const WORDS = `.words h1{font-size:24px;line-height:32px;margin:0 0 16px}.words h2{font-size:20px;line-height:28px;margin:24px 0 8px}
.words h3,.words h4{font-size:18px;line-height:24px;margin:20px 0 8px}.words p,.words ul,.words ol,.words blockquote,.words pre{margin:0 0 16px}
.words ul,.words ol{padding-left:24px}.words li{margin:0 0 4px}.words a{color:${LOOK.link};text-decoration:underline}
.words blockquote{border-left:4px solid ${LOOK.line};padding-left:16px}.words pre{white-space:pre-wrap}
.words table{border-collapse:collapse;margin:0 0 16px;width:100%}.words th,.words td{border:1px solid ${LOOK.line};padding:8px;text-align:left;vertical-align:top}
.words .pn-centre{text-align:center}.words .pn-right{text-align:right}
.words hr{border:0;border-top:1px solid ${LOOK.line};margin:24px 0}
.quiet p{margin:0 0 8px;font-size:14px;line-height:20px;color:${LOOK.quiet}}.quiet a{color:${LOOK.link};text-decoration:underline}
.name p{margin:0;font-size:18px;line-height:24px;font-weight:bold}`;

const DARK = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.ground,.ground>div,body{background-color:#15191c !important}
.sheet,.sheet table,.sheet td,.sheet>div{background-color:#20272b !important;background:#20272b !important}
.words,.words div,.words p,.words li,.words td,.words th,.words h1,.words h2,.words h3,.words h4,.name p{color:#f0f4f5 !important}
.quiet p{color:#c5ced3 !important}.words a,.quiet a{color:#7fd3e0 !important}.words a.act{background-color:#7fd3e0 !important;color:#15191c !important}}`;

/** A mail as readers see it whose program is dark, whatever the program is in which it is looked at. */
export const inTheDark = (html: string) => html.replace(/\(prefers-color-scheme: ?dark\)/g, "all");

/** One main button: a padded link, which every mail program shows. */
export function button(action: { label: string; url: string }): Markup {
  const style = `display:inline-block;padding:12px 20px;background-color:${LOOK.link};color:#ffffff;font-weight:bold;text-decoration:none;border-radius:4px`;
  return markup`<p><a class="act" href="${action.url}" style="${style}">${action.label}</a></p>`;
}

/** One paragraph; its line ends stay. */
export const paragraph = (text: string): Markup => markup`<p>${asMarkup(escapeText(text).replaceAll("\n", "<br>"))}</p>`;

export const link = (url: string, label: string): Markup => markup`<a href="${url}">${label}</a>`;

/** Stands above a mail that can be answered: whatever is below it was not written by who answers. */
export const REPLY_LINE = "Reply above this line to answer in the forum";

/** Who sends it, where they are, and where to read what is done with one's data: the end of every mail. */
export type Sender = {
  siteName: string;
  siteUrl: string;
  /** Where an answer is read. */
  contactAddress: string;
  postalAddress: string;
  /** The form for questions, about one's data too; it needs no account. */
  contactUrl: string;
  privacyUrl: string;
};

/** The sender's address without the name that stands before it: many write theirs at its beginning. */
function place({ siteName, postalAddress }: Sender): string {
  return postalAddress.startsWith(`${siteName},`) ? postalAddress.slice(siteName.length + 1).trim() : postalAddress;
}

export function senderMarkup(sender: Sender): Markup {
  return markup`<p>${link(sender.siteUrl, sender.siteName)}${place(sender) ? markup`, ${place(sender)}` : null}</p>
<p>Questions: ${link(`mailto:${sender.contactAddress}`, sender.contactAddress)} · ${link(sender.contactUrl, "Contact us")} · ${link(sender.privacyUrl, "How we use your information")}</p>`;
}

export function senderText(sender: Sender): string {
  return [
    [sender.siteName, place(sender)].filter(Boolean).join(", "),
    sender.siteUrl,
    `Questions: ${sender.contactAddress}`,
    `Contact us: ${sender.contactUrl}`,
    `How we use your information: ${sender.privacyUrl}`,
  ].join("\n");
}
