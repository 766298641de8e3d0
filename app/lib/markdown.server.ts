import MarkdownIt from "markdown-it";
import sanitizeHtml from "sanitize-html";

/** Rises when the rendering changes: rows with an older version are rendered again. */
export const RENDERER_VERSION = 1;

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false, maxNesting: 50 });
markdown.linkify.set({ fuzzyEmail: false, fuzzyIP: false, fuzzyLink: false });

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
  ],
  allowedAttributes: { a: ["href", "rel"], ol: ["start"], th: ["scope"] },
  allowedSchemes: ["https", "http", "mailto"],
  allowedSchemesAppliedToAttributes: ["href"],
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
  // A text's first heading sits below the page's own.
  transformTags: {
    h1: "h2",
    h5: "h4",
    h6: "h4",
    th: () => ({ tagName: "th", attribs: { scope: "col" } }),
    a: (_, attribs) => ({ tagName: "a", attribs: safeLink(attribs.href) }),
  },
};

export type Rendered = { html: string; version: number };

/** Renders what a person typed: Markdown without raw HTML, then an allow-list. Stored beside the text, never made on read. */
export function renderMarkdown(text: string): Rendered {
  return { html: sanitize(markdown.render(text)), version: RENDERER_VERSION };
}

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
    return { href: url.protocol === "mailto:" ? href : url.href, rel: "noopener nofollow ugc" };
  } catch {
    return {};
  }
}
