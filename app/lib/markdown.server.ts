import MarkdownIt, { type StateCore, type Token } from "markdown-it";
import sanitizeHtml from "sanitize-html";
import { env } from "./env.server";

/** Rises when the rendering changes: rows with an older version are rendered again. */
export const RENDERER_VERSION = 2;

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false, maxNesting: 50 });
markdown.linkify.set({ fuzzyEmail: false, fuzzyIP: false, fuzzyLink: false });
markdown.core.ruler.push("anchors", addAnchors);
markdown.core.ruler.push("offsite", markOffsiteLinks);

/** What those hear, and see as an arrow, who are about to leave for a site that is not ours. */
const OFFSITE_CLASS = "pn-offsite";
const OFFSITE_MARK = `<span class="${OFFSITE_CLASS}"> (another website)</span>`;

/** Ids of headings begin so, and can then be mistaken for no field, form or part of a page. */
const ANCHOR = /^section-[a-z0-9-]{1,80}$/;

/** What people may write: text, not layout. Links leave by https, http or mailto only. */
const RULES: sanitizeHtml.IOptions = {
  allowedTags: [
    "p",
    "br",
    "hr",
    "h2",
    "h3",
    "h4",
    "strong",
    "em",
    "s",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "span",
  ],
  allowedAttributes: { a: ["href", "rel"], ol: ["start"], th: ["scope"], h2: ["id"], h3: ["id"], h4: ["id"] },
  allowedClasses: { span: [OFFSITE_CLASS] },
  allowedSchemes: ["https", "http", "mailto"],
  allowedSchemesAppliedToAttributes: ["href"],
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
  // A text's first heading sits below the page's own.
  transformTags: {
    h1: heading("h2"),
    h2: heading("h2"),
    h3: heading("h3"),
    h4: heading("h4"),
    h5: heading("h4"),
    h6: heading("h4"),
    th: () => ({ tagName: "th", attribs: { scope: "col" } }),
    a: (_, attribs) => ({ tagName: "a", attribs: safeLink(attribs.href) }),
  },
};

export type Rendered = { html: string; version: number };

/**
 * Renders what a person typed: Markdown without raw HTML, then an allow-list. Stored beside the text, never made on read. With `anchors` its
 * headings can be linked to: only where a page shows no more than one text, since ids must not come twice.
 */
export function renderMarkdown(text: string, { anchors = false } = {}): Rendered {
  return { html: sanitize(markdown.render(text, { anchors })), version: RENDERER_VERSION };
}

/** The same text for a mail, from which every link leaves. */
export const withoutOffsiteMarks = (html: string) => html.replaceAll(OFFSITE_MARK, "");

/** Tags that are closed for each other settle within a few rounds; what does not is not markup that anybody wrote. */
const MOST_ROUNDS = 10;

/** The allow-list alone, until it changes nothing more: `sanitize(sanitize(x))` equals `sanitize(x)`, so parsers have nothing left to disagree on. */
export function sanitize(html: string): string {
  let clean = html;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = sanitizeHtml(clean, RULES).trim();
    if (next === clean) return clean;
    clean = next;
  }
  return sanitizeHtml(clean, { allowedTags: [], allowedAttributes: {} }).trim();
}

function addAnchors(state: StateCore): void {
  if (!(state.env as { anchors?: boolean }).anchors) return;
  const taken = new Set<string>();
  state.tokens.forEach((token, index) => {
    if (token.type !== "heading_open") return;
    const words = (state.tokens[index + 1]?.children ?? []).map(({ content }) => content).join(" ");
    const slug = (
      words
        .normalize("NFKD")
        .toLowerCase()
        .match(/[a-z0-9]+/g) ?? ["part"]
    )
      .join("-")
      .slice(0, 60)
      .replace(/-$/, "");
    let anchor = `section-${slug}`;
    for (let again = 2; taken.has(anchor); again++) anchor = `section-${slug}-${again}`;
    taken.add(anchor);
    token.attrSet("id", anchor);
  });
}

function markOffsiteLinks(state: StateCore): void {
  for (const { children } of state.tokens) {
    if (!children) continue;
    let isOffsite = false;
    for (let index = 0; index < children.length; index++) {
      const { type } = children[index] as Token;
      if (type === "link_open") isOffsite = isElsewhere(String(children[index]!.attrGet("href") ?? ""));
      if (type !== "link_close" || !isOffsite) continue;
      const mark = new state.Token("html_inline", "", 0);
      mark.content = OFFSITE_MARK;
      children.splice(index++, 0, mark);
      isOffsite = false;
    }
  }
}

/** Whether an address is on the web, but not on this site. */
function isElsewhere(href: string): boolean {
  if (!URL.canParse(href)) return false;
  const { protocol, origin } = new URL(href);
  return protocol.startsWith("http") && origin !== env().baseUrl;
}

function heading(tagName: string): sanitizeHtml.Transformer {
  return (_, { id }) => {
    const attribs: sanitizeHtml.Attributes = id && ANCHOR.test(id) ? { id } : {};
    return { tagName, attribs };
  };
}

const LEAVES_BY = new Set(["https:", "http:", "mailto:"]);

function safeLink(href: string | undefined): sanitizeHtml.Attributes {
  if (!href) return {};
  try {
    const own = href.startsWith("/") && !/^\/[/\\]/.test(href);
    if (own || href.startsWith("#")) return { href };
    const url = new URL(href);
    if (!LEAVES_BY.has(url.protocol)) return {};
    // https://nhs.uk@elsewhere.example shows one host and opens another
    url.username = "";
    url.password = "";
    if (url.origin === env().baseUrl) return { href: url.href };
    return { href: url.protocol === "mailto:" ? href : url.href, rel: "noopener nofollow ugc" };
  } catch {
    return {};
  }
}
