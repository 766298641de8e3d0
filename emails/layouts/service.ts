import { button, document, LOOK, paragraph, REPLY_LINE, type Sender, senderMarkup, senderText } from "../look";
import { compile, escapeText, type Markup, markup } from "../mjml";

export type ServiceProps = {
  sender: Sender;
  subject: string;
  preheader?: string;
  paragraphs: string[];
  items?: { label: string; url: string; words: string }[];
  action?: { label: string; url: string };
  after?: string[];
  why: string;
  stop?: { label: string; url: string };
  /** The address that takes answers. */
  answerTo?: string;
};
export type RenderedMail = { subject: string; html: string; text: string };

/** A letter: what happened, one thing to do, why it came. The frame is compiled once per process; letters only fill it. */
export async function renderService(props: ServiceProps): Promise<RenderedMail> {
  frame ??= compileFrame();
  const { action, after = [], paragraphs, sender } = props;
  const body = markup`${props.answerTo ? paragraph(LINE) : null}<h1>${props.subject}</h1>${paragraphs.map(paragraph)}${(props.items ?? []).map(item)}${action ? button(action) : null}${
    action
      ? markup`<p>If the button does not work, copy this address into your browser:<br><a href="${action.url}" style="color:${LOOK.link};word-break:break-all">${action.url}</a></p>`
      : null
  }${after.map(paragraph)}`;
  const holes: Record<Hole, string> = {
    subject: escapeText(props.subject),
    preheader: escapeText(props.preheader ?? paragraphs[0] ?? ""),
    name: escapeText(sender.siteName),
    body: styled(body),
    end: styled(markup`${paragraph(props.why)}${props.stop ? stopLink(props.stop) : null}${senderMarkup(sender)}`, QUIET),
  };
  return {
    subject: props.subject,
    html: (await frame).map((part) => (part.hole ? holes[part.hole] : part.text)).join(""),
    text: textOf(props),
  };
}

/** The first that is seen of it, so that it is told from what is answered. */
const LINE = `– ${REPLY_LINE} –`;

const item = ({ label, url, words }: { label: string; url: string; words: string }) =>
  markup`<p><a href="${url}">${label}</a><br>${words}</p>`;

const stopLink = ({ label, url }: { label: string; url: string }) => markup`<p><a href="${url}">${label}</a>: no need to sign in</p>`;

type Hole = "subject" | "preheader" | "name" | "body" | "end";
type Part = { text: string; hole: null } | { text: null; hole: Hole };

let frame: Promise<Part[]> | null = null;

/** No MJML ends in these words, and no value is filled in before the frame was cut at them. */
const holeWord = (hole: Hole) => `hole-of-the-frame-${hole}-`;

async function compileFrame(): Promise<Part[]> {
  const html = await compile(
    document({
      title: holeWord("subject"),
      preheader: holeWord("preheader"),
      body: markup`<mj-section css-class="sheet"><mj-column><mj-text css-class="name"><p>${holeWord("name")}</p></mj-text></mj-column></mj-section>
<mj-section css-class="sheet" border-top="1px solid ${LOOK.line}"><mj-column><mj-text css-class="words">${holeWord("body")}</mj-text></mj-column></mj-section>
<mj-section css-class="sheet" border-top="1px solid ${LOOK.line}"><mj-column><mj-text css-class="quiet">${holeWord("end")}</mj-text></mj-column></mj-section>`,
    }),
  );
  return html
    .split(/hole-of-the-frame-(\w+)-/)
    .map((piece, index) => (index % 2 ? { text: null, hole: piece as Hole } : { text: piece, hole: null }));
}

const QUIET = {
  p: `margin:0 0 8px;font-size:14px;line-height:20px;color:${LOOK.quiet}`,
  a: `color:${LOOK.link};text-decoration:underline`,
};
const WORDS = {
  p: "margin:0 0 16px;white-space:pre-wrap",
  h1: "font-size:24px;line-height:32px;margin:0 0 16px",
  a: `color:${LOOK.link};text-decoration:underline`,
};

/** What the frame's inlined styles would have done, for markup that comes after it was compiled. */
function styled({ markup: html }: Markup, styles: Record<string, string> = WORDS): string {
  return html.replace(
    /<(p|h1|a)( href="[^"]*")?(?=>)/g,
    (_tag, name: string, href = "") => `<${name}${href} style="${styles[name] ?? ""}"`,
  );
}

function textOf(props: ServiceProps): string {
  const { action, after = [], items = [], stop } = props;
  const listed = items.map(({ label, url, words }) => `${plain(label)}\n${plain(words)}\n${url}`);
  const lines = [
    ...(props.answerTo ? [LINE] : []),
    props.subject,
    ...props.paragraphs,
    ...listed,
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...after,
  ];
  return `${lines.map(plain).join("\n\n")}\n\n--\n${plain(props.why)}\n\n${stop ? `${stop.label}, no need to sign in:\n${stop.url}\n\n` : ""}${senderText(props.sender)}\n`;
}

/** A value stays one paragraph: its line breaks could otherwise pretend to be the end of the letter. */
const plain = (text: string) => text.replace(/(?!\n)[\p{Cc}\u2028\u2029]/gu, " ");
