import type { MarkdownIt, StateCore, StateInline, Token } from "markdown-it";
import { isSeen } from "../unseen";

const LEAVES_BY = new Set(["https:", "http:", "mailto:"]);
const PHONE = /^tel:\+?[\d().-]{3,40}$/i;

/** What those hear, and see as an arrow, who are about to leave for a site that is not ours. */
export const OFFSITE_CLASS = "pn-offsite";
export const OFFSITE_MARK = `<span class="${OFFSITE_CLASS}"> (another website)</span>`;

/**
 * Where a link may lead: a page or part of this site, another site, a mailbox, a phone. Null for everything else; without the name and password
 * that would show one host and open another (https://nhs.uk@elsewhere.example).
 */
export function linkTarget(href: string): string | null {
  if ((href.startsWith("/") && !/^\/[/\\]/.test(href)) || href.startsWith("#") || PHONE.test(href)) return href;
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  if (!LEAVES_BY.has(url.protocol)) return null;
  url.username = "";
  url.password = "";
  return url.protocol === "mailto:" ? href : url.href;
}

/** Whether a link's target is on the web. */
export const isWeb = (href: string): boolean => /^https?:/i.test(href);

/**
 * Links as people type them: “www.” and e-mail addresses need no scheme, in text or as a link's target. An image is a link to it, with its
 * description as words. What can be no link stays as it was typed.
 */
export function plainLinks(markdown: MarkdownIt, isElsewhere: (href: string) => boolean): void {
  const { linkify, inline, core } = markdown;
  linkify.set({ fuzzyEmail: true, fuzzyIP: false, fuzzyLink: false });
  linkify.add("ftp:").add("//");
  linkify.add("www.", {
    validate: (text, at, { re }) => {
      const rest = re.get_relative_proto_validator();
      rest.lastIndex = at;
      return rest.exec(text)?.[0].length ?? 0;
    },
    normalize: (match) => {
      match.url = `https://${match.url}`;
    },
  });

  const normalize = markdown.normalizeLink.bind(markdown);
  markdown.normalizeLink = (typed) => {
    const [whole] = /^[a-z][a-z0-9+.-]*:|^[/#]/i.test(typed) ? [] : (linkify.match(typed) ?? []);
    return normalize(whole?.raw === typed ? whole.url : typed);
  };
  markdown.validateLink = (href) => linkTarget(href) !== null;

  const link = inline.ruler.__rules__[inline.ruler.__find__("link")]!.fn;
  inline.ruler.at("image", (state, silent) => image(state, silent, link));
  core.ruler.push("links", (state) => {
    for (const token of state.tokens) if (token.children) token.children = finishLinks(state, token.children, isElsewhere);
  });
}

/** In a link there can be no other: there an image is its words alone. */
function image(state: StateInline, silent: boolean, link: (state: StateInline, silent: boolean) => boolean): boolean {
  if (!state.src.startsWith("![", state.pos)) return false;
  const first = state.tokens.length + (state.pending && !silent ? 1 : 0);
  state.pos++;
  if (!link(state, silent)) {
    state.pos--;
    return false;
  }
  if (!silent && state.linkLevel > 0) for (const token of [state.tokens[first]!, state.tokens.at(-1)!]) token.hidden = true;
  return true;
}

/** A link without words shows where it leads, one that leads nowhere is text again, and one that leaves the site says so. */
function finishLinks(state: StateCore, tokens: Token[], isElsewhere: (href: string) => boolean): Token[] {
  const done: Token[] = [];
  let open: Token | null = null;
  let words = "";
  for (const token of tokens) {
    if (token.hidden) continue;
    if (token.type === "link_open") {
      open = token;
      words = "";
    } else if (token.type === "link_close" && open) {
      const href = String(open.attrGet("href") ?? "");
      if (!href) {
        become(open, "text", "[");
        become(token, "text", "]()");
      } else if (!isSeen(words)) done.push(become(new state.Token("", "", 0), "text", href));
      if (isElsewhere(href)) done.push(become(new state.Token("", "", 0), "html_inline", OFFSITE_MARK));
    } else words += token.content;
    done.push(token);
  }
  return done;
}

function become(token: Token, type: "text" | "html_inline", content: string): Token {
  return Object.assign(token, { type, tag: "", nesting: 0 as const, content });
}
