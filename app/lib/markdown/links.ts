import type { MarkdownIt, StateCore, StateInline, Token } from "markdown-it";
import { isSeen } from "../unseen";
import { otherThanNamed } from "./hosts";

const LEAVES_BY = new Set(["https:", "http:", "mailto:"]);
const PHONE = /^tel:\+?(?:[().-]{0,3}\d){3,20}[().-]{0,3}(?:;ext=\d{1,8})?$/i;
/** Behind “tel:”, in groups as people write them: at the end of a sentence no more than a number is one. */
const GROUPS = /^\+?(?:\d|\(\d)[\d().-]{1,30}(?<=[\d)])(?: \(?\d[\d()-]{2,14}(?<=[\d)])){0,4}/;
/** Of a whole number in Britain; and of any in the world (E.164). */
const FEWEST_DIGITS = 10;
const MOST_DIGITS = 15;
/** What an exclamation mark stands behind, if it does not make a link an image. */
const ENDS_SENTENCE = /[\p{Alphabetic}\p{N}!?]/u;
const PHONE_TARGET = /\]\(tel:(?:[+\d.\s-]|\(\d+\)){3,60}(?:;ext=\d{1,8})?\)/gi;

/** A mailbox begins with a letter or a figure, behind what is no part of one; what people put around it is none either. */
const MAILBOX = /[a-zA-Z0-9](?:[-#$%&'*+^_~a-zA-Z0-9]|[.](?=[-#$%&'*+^_~a-zA-Z0-9])){0,63}/;
const BEFORE_MAILBOX = "(?<![\\p{L}\\p{M}\\p{N}._%+@-]|[\\p{L}\\p{N}]’)";
/** Signs that are no part of a host, and end it. */
const SIGNS = "[|=+^$`~]";
/** Marks and stops behind an address. */
const BEHIND_ADDRESS = /(?<![*_~:])[*_~:]+$/;

/** What those hear, and see as an arrow, who are about to leave for a site that is not ours. */
export const OFFSITE_CLASS = "pn-offsite";
export const OFFSITE_MARK = `<span class="${OFFSITE_CLASS}"> (another website)</span>`;

export const isPhone = (href: string): boolean => PHONE.test(href);

/**
 * Where a link may lead: a page or part of this site, another site, a mailbox, a phone. Null for everything else; without the name and
 * password that would show one host and open another (https://nhs.uk@elsewhere.example).
 */
export function linkTarget(href: string): string | null {
  if ((href.startsWith("/") && !/^\/[/\\]/.test(href)) || href.startsWith("#") || isPhone(href)) return href;
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  if (!LEAVES_BY.has(url.protocol)) return null;
  url.username = "";
  url.password = "";
  return url.protocol === "mailto:" ? href : url.href;
}

/** Whether an address that `linkTarget` gave is on the web, but not on this site. */
export const isElsewhere = (href: string, site: string): boolean => /^https?:/i.test(href) && new URL(href).origin !== site;

/**
 * Links as people type them: “www.” and e-mail addresses need no scheme, in text or as a link's target, phone numbers have spaces. An image
 * is a link to it, with its description as words. What can be no link stays as it was typed. `site` gives our own origin.
 */
export function plainLinks(markdown: MarkdownIt, site: () => string): void {
  const { linkify, inline, core } = markdown;
  linkify.set({ fuzzyEmail: true, fuzzyIP: false, fuzzyLink: false });
  linkify.add("ftp:").add("//");
  findBesideSigns(linkify);
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
  linkify.add("tel:", {
    validate: (text, at) => phoneLength(text.slice(at, at + 100)),
    normalize: (match) => {
      match.url = dialled(match.url);
    },
  });

  const normalize = markdown.normalizeLink.bind(markdown);
  markdown.normalizeLink = (typed) => {
    if (/^tel:/i.test(typed)) return normalize(dialled(typed));
    const [whole] = /^[a-z][a-z0-9+.-]*:|^[/#]/i.test(typed) ? [] : (linkify.match(typed) ?? []);
    return normalize(whole?.raw === typed ? whole.url : typed);
  };
  markdown.validateLink = (href) => linkTarget(href) !== null;

  const link = inline.ruler.__rules__[inline.ruler.__find__("link")]!.fn;
  inline.ruler.at("image", (state, silent) => image(state, silent, link));
  // a plain space would end the target
  core.ruler.before("inline", "phones", ({ tokens }) => {
    for (const token of tokens) token.content = token.content.replace(PHONE_TARGET, (target) => target.replace(/\s/g, "\u00A0"));
  });
  core.ruler.push("links", (state) => {
    for (const token of state.tokens) if (token.children) token.children = finishLinks(state, token.children, site());
  });
}

/** Addresses end where they do for who reads them, whatever stands around them. */
function findBesideSigns(linkify: MarkdownIt["linkify"]): void {
  const { re } = linkify;
  const [letter, end] = [re.get_pseudo_letter.bind(re), re.get_host_terminator.bind(re)];
  re.get_pseudo_letter = () => new RegExp(`(?:(?!${SIGNS})${letter().source})`);
  re.get_host_terminator = () => new RegExp(`(?:(?=${SIGNS})|${end().source})`);
  // before “www.” and a scheme as before a mailbox
  const before = new RegExp(`(^|${SIGNS}|(?!_)(?:[><\uff5c]|${re.src_ZPCc}))`);
  re.get_schema_search = () => new RegExp(`${before.source}(${re.get_schema_names().source})`, "ig");
  re.get_mail_name = () => MAILBOX;
  re.get_mail_name_validator = () => new RegExp(`${BEFORE_MAILBOX}(${MAILBOX.source})$`, "u");

  const reach = linkify.testSchemaAt.bind(linkify);
  linkify.testSchemaAt = (text, schema, at) => text.slice(at, at + reach(text, schema, at)).replace(BEHIND_ADDRESS, "").length;
  // of a whole paragraph it would see the marks around an address as part of it
  const match = linkify.match.bind(linkify);
  linkify.test = () => true;
  linkify.match = (text) => match(text) ?? [];
}

/** How far a number goes: what begins anew, or is too short to be its end, belongs to what follows. One that is cut short is none. */
function phoneLength(text: string): number {
  const [found = ""] = GROUPS.exec(text) ?? [];
  let [end, digits] = [0, 0];
  for (const { index, 0: group } of found.matchAll(/ ?\S+/g)) {
    const own = group.replace(/\D/g, "");
    const isNext = digits >= FEWEST_DIGITS && (own.startsWith("0") || own.length < 3);
    if (isNext || digits + own.length > MOST_DIGITS) break;
    digits += own.length;
    end = index + group.length;
  }
  const [behind = ""] = /^(?:;ext=\d{1,8}|%)/.exec(text.slice(end)) ?? [];
  return behind === "%" ? 0 : end + (end && behind.length);
}

/** The zero in brackets behind the code of a country is for callers inside of it. */
const dialled = (phone: string) => phone.replace(/\s|%20/g, "").replace(/^(tel:\+\d{1,3})\(0\)/i, "$1");

/** In a link there can be no other: there an image is its words alone. “Wow![x](/y)” ends in a sign of its own. */
function image(state: StateInline, silent: boolean, link: (state: StateInline, silent: boolean) => boolean): boolean {
  if (!state.src.startsWith("![", state.pos) || ENDS_SENTENCE.test(state.src[state.pos - 1] ?? "")) return false;
  const first = state.tokens.length + (state.pending && !silent ? 1 : 0);
  state.pos++;
  if (!link(state, silent)) {
    state.pos--;
    return false;
  }
  if (silent) return true;
  const [open, close] = [state.tokens[first]!, state.tokens.at(-1)!];
  open.content = "!";
  if (state.linkLevel > 0) {
    open.hidden = close.hidden = true;
    close.meta = { title: open.attrGet("title") };
  }
  return true;
}

/**
 * A link without words shows where it leads, one that leads nowhere is text again, one that leaves the site says so. Its title is part of
 * its words; where those name another place than it leads to, that is shown too.
 */
function finishLinks(state: StateCore, tokens: Token[], site: string): Token[] {
  const done: Token[] = [];
  let open: Token | null = null;
  let words = "";
  const say = (content: string, type: "text" | "html_inline" = "text") => {
    done.push(become(new state.Token("", "", 0), type, content));
    words += content;
  };
  for (const token of tokens) {
    const href = String(open?.attrGet("href") ?? "");
    if (token.type === "link_close") {
      const title = String((token.hidden ? token.meta?.title : open?.attrGet("title")) ?? "");
      if (href && !token.hidden && !isSeen(words)) say(href);
      if (isSeen(title)) say(` (${title})`);
    }
    if (token.hidden) continue;
    if (token.type === "link_open") {
      open = token;
      words = "";
    } else if (token.type === "link_close" && open) {
      if (href) {
        const target = linkTarget(href) ?? "";
        const place = otherThanNamed(words, target, site);
        if (place) say(` (${place})`);
        if (isElsewhere(target, site)) say(OFFSITE_MARK, "html_inline");
      } else {
        become(open, "text", `${open.content}[`);
        become(token, "text", "]()");
      }
    } else words += token.content;
    done.push(token);
  }
  return done;
}

function become(token: Token, type: "text" | "html_inline", content: string): Token {
  return Object.assign(token, { type, tag: "", nesting: 0 as const, content });
}
