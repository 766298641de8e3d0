import MarkdownIt, { type StateCore, type Token } from "markdown-it";
import sanitizeHtml from "sanitize-html";
import { env } from "./env.server";
import { plainBlocks } from "./markdown/blocks";
import { type BlockForm, blockDirectives, type SnippetText, snippetsIn } from "./markdown/directives";
import { type FileHtml, fileMarks } from "./markdown/files";
import { footnotes } from "./markdown/footnotes";
import { otherThanNamed } from "./markdown/hosts";
import { isElsewhere, linkTarget, OFFSITE_CLASS, OFFSITE_MARK, plainLinks } from "./markdown/links";
import { keepCorners, keepGaps, plainWords, withGaps } from "./markdown/words";
import { isolatedHtml } from "./right-to-left";
import { slugOf } from "./slug";
import { withoutEmptyEnds } from "./unseen";

/** Rises when the rendering changes: rows with an older version are rendered again. */
export const RENDERER_VERSION = 9;

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false, breaks: true, maxNesting: 50 });
plainBlocks(markdown);
plainWords(markdown);
plainLinks(markdown, () => env().baseUrl);
fileMarks(markdown);
blockDirectives(markdown);
footnotes(markdown);
markdown.core.ruler.push("anchors", addAnchors);
markdown.core.ruler.push("columns", alignColumns);
markdown.core.ruler.push("wide", widenTables);
markdown.core.ruler.push("gaps", keepGaps);
markdown.core.ruler.before("inline", "corners", keepCorners);

/** Ids of headings begin so, and can then be mistaken for no field, form or part of a page. */
const ANCHOR = /^section-[a-z0-9-]{1,80}$/;

/**
 * Columns of numbers stand at the right; no style stands in a page (`Content-Security-Policy`), and
 * mails have rules of their own for these.
 */
const ALIGNED = { "text-align:center": "pn-centre", "text-align:right": "pn-right" };

/** A table of more columns than fit on a phone moves sideways, by keyboard too. */
const WIDE = "pn-wide";
const MOST_COLUMNS = 7;

/** What people may write: text, not layout. Links leave by https, http, mailto or tel only. */
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
    "img",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "span",
  ],
  allowedAttributes: {
    a: ["data-file", "href", "rel"],
    em: ["data-file"],
    img: ["data-file", "src", "srcset", "sizes", "alt", "width", "height", "loading"],
    ol: ["start"],
    li: ["value"],
    table: ["tabindex"],
    th: ["scope"],
    h2: ["id"],
    h3: ["id"],
    h4: ["id"],
  },
  allowedClasses: { span: [OFFSITE_CLASS], th: Object.values(ALIGNED), td: Object.values(ALIGNED), table: [WIDE] },
  allowedSchemes: ["https", "http", "mailto", "tel"],
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
    th: (_, attribs) => ({ tagName: "th", attribs: { ...attribs, scope: "col" } }),
    a: (_, { href, "data-file": file }) => safeLink(href, file),
  },
  // pictures of our own alone, which `markdown/files` makes
  exclusiveFilter: ({ tag, attribs }) => tag === "img" && !/^\/files\/[0-9a-z]{10}\/\d+\.webp$/.test(attribs.src ?? ""),
};

/** Of pages and issues beside that: the parts of `markdown/directives` and `markdown/footnotes`, and nothing else of any tag. */
const BLOCK_RULES: sanitizeHtml.IOptions = {
  ...RULES,
  allowedTags: [...(RULES.allowedTags as string[]), "details", "summary", "div", "sup"],
  allowedAttributes: { ...(RULES.allowedAttributes as object), div: ["data-live"], sup: ["id"], li: ["value", "id"] },
  allowedClasses: {
    ...RULES.allowedClasses,
    details: ["pn-details"],
    div: ["nhsuk-inset-text", "nhsuk-warning-callout", "pn-details__text", "pn-steps", "pn-cards", "pn-contact", "pn-footnotes"],
    p: ["nhsuk-warning-callout__label"],
  },
};

export type Rendered = { html: string; version: number };
type Options = { anchors?: boolean; escapes?: boolean; file?: FileHtml; blocks?: BlockForm; snippet?: SnippetText };

/**
 * A text grows so many times at most, as if it had so many bytes where it has fewer: in a rota with empty cells, figures at the right or
 * a list of addresses there are more of our marks than words.
 */
const MOST_GROWTH = 8;
const SHORT_BYTES = 4000;

/**
 * Renders what a person typed: Markdown without raw HTML, then an allow-list. Stored beside the text, never made on read. With `anchors`
 * its headings can be linked to: only where a page shows no more than one text, since ids must not come twice. With `escapes` a backslash
 * hides itself and a mark. `file` gives the pictures and files that the text may show. With `blocks` it may have callouts, expanders and
 * the like, footnotes, and what `snippet` gives. What would swell is shown as it was typed, with its links if they do not swell too.
 */
export function renderMarkdown(text: string, { anchors = false, escapes = false, file, blocks, snippet }: Options = {}): Rendered {
  const made = markdown.render(text, { anchors, escapes, file, blocks, snippet });
  const rendered = sanitize(made, blocks ? BLOCK_RULES : RULES).trim();
  const whole = snippet ? [text, ...snippetsIn(text).map(snippet)].join("") : text;
  const html = unlessSwollen(whole, rendered) ?? unlessSwollen(text, inLines(withLinks(text))) ?? inLines(asTyped(text));
  return { html, version: RENDERER_VERSION };
}

/** What a person typed where nothing is markup, as it stands, with its addresses as links, unless those would swell. */
export function linkedText(text: string): string {
  return unlessSwollen(text, withLinks(text)) ?? asTyped(text);
}

/** As it stands in a page. */
function unlessSwollen(text: string, html: string): string | null {
  return Buffer.byteLength(isolatedHtml(html)) > MOST_GROWTH * Math.max(Buffer.byteLength(text), SHORT_BYTES) ? null : html;
}

const inLines = (html: string): string => `<p>${withGaps(withoutEmptyEnds(html)).replaceAll("\n", "<br />")}</p>`;

const asTyped = (text: string): string => sanitize(markdown.utils.escapeHtml(text));

/** What can be no link stays text. */
function withLinks(text: string): string {
  const { linkify, utils } = markdown;
  const site = env().baseUrl;
  let html = "";
  let at = 0;
  for (const { index, lastIndex, raw, url } of linkify.match(text) ?? []) {
    const target = linkTarget(url);
    if (target === null) continue;
    const place = otherThanNamed(raw, target, site);
    const words = utils.escapeHtml(place ? `${raw} (${place})` : raw) + (isElsewhere(target, site) ? OFFSITE_MARK : "");
    html += `${utils.escapeHtml(text.slice(at, index))}<a href="${utils.escapeHtml(target)}">${words}</a>`;
    at = lastIndex;
  }
  return sanitize(html + utils.escapeHtml(text.slice(at)));
}

/** The same text for a mail, from which every link leaves. */
export const withoutOffsiteMarks = (html: string) => html.replaceAll(OFFSITE_MARK, "");

/** Tags that are closed for each other settle within a few rounds; what does not is not markup that anybody wrote. */
const MOST_ROUNDS = 10;

/**
 * The allow-list alone, until it changes nothing more: `sanitize(sanitize(x))` equals `sanitize(x)`, so
 * parsers have nothing left to disagree on.
 */
export function sanitize(html: string, rules = RULES): string {
  let clean = html;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = sanitizeHtml(clean, rules);
    if (next === clean) return clean;
    clean = next;
  }
  return sanitizeHtml(clean, { allowedTags: [], allowedAttributes: {} });
}

function addAnchors(state: StateCore): void {
  if (!(state.env as { anchors?: boolean }).anchors) return;
  const taken = new Set<string>();
  /** How often each was given: the next number is known, however many headings say the same. */
  const given = new Map<string, number>();
  state.tokens.forEach((token, index) => {
    if (token.type !== "heading_open") return;
    const words = (state.tokens[index + 1]?.children ?? [])
      .flatMap(({ type, content }) => (type === "html_inline" ? [] : [content]))
      .join(" ");
    const slug = slugOf(words, 60) || "part";
    let anchor = `section-${slug}`;
    let count = given.get(slug) ?? 1;
    while (taken.has(anchor)) anchor = `section-${slug}-${++count}`;
    given.set(slug, count);
    taken.add(anchor);
    token.attrSet("id", anchor);
  });
}

function alignColumns(state: StateCore): void {
  for (const token of state.tokens) {
    const style = token.attrGet("style");
    token.attrs = style && style in ALIGNED ? [["class", ALIGNED[style as keyof typeof ALIGNED]]] : style ? null : token.attrs;
  }
}

function widenTables(state: StateCore): void {
  let [table, columns]: [Token | null, number] = [null, 0];
  for (const token of state.tokens) {
    if (token.type === "table_open") [table, columns] = [token, 0];
    if (token.type === "th_open") columns += 1;
    if (table && token.type === "thead_close" && columns > MOST_COLUMNS)
      table.attrs = [
        ["class", WIDE],
        ["tabindex", "0"],
      ];
  }
}

function heading(tagName: string): sanitizeHtml.Transformer {
  return (_, { id }) => {
    const attribs: sanitizeHtml.Attributes = id && ANCHOR.test(id) ? { id } : {};
    return { tagName, attribs };
  };
}

/** A link that leads nowhere is no link. */
function safeLink(href = "", file = ""): sanitizeHtml.Tag {
  const target = linkTarget(href);
  if (target === null) return { tagName: "span", attribs: {} };
  // first in its tag, where `note_files` looks for it
  if (file) return { tagName: "a", attribs: { "data-file": file, href: target } };
  return { tagName: "a", attribs: isElsewhere(target, env().baseUrl) ? { href: target, rel: "noopener nofollow ugc" } : { href: target } };
}
