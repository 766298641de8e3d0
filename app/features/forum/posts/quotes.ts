import { postPath, type Quoting } from "~/features/forum/topics/topic-address";
import type { PostPlace, TopicPlace } from "~/features/forum/types";
import { withoutEmptyEnds } from "~/lib/unseen";
import { isMadeOf, type Mention, nameMentions, showMentions } from "./mentions";

const KEY = "\\[(post|comment) ([1-9]\\d{0,6})(?:, ([1-9]\\d{0,3}))?\\]";
/** The first line of a quote of another post of the topic; the lines of the quote behind it are its words. */
const FIRST_LINE = new RegExp(`^> ?${KEY}\\s*$`, "i");
/** What that line becomes, where its words are kept elsewhere. */
const HOLE = new RegExp(`<blockquote>\\s*<p>${KEY}</p>\\s*</blockquote>`, "gi");
const QUOTE_LINE = /^>(?: |$)?/;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,}(?![^~]+~))/;

/** A quote as it is typed: of which post, which of several of it, and its words; without any it says which post is answered. */
export type TypedQuote = { kind: string; number: number; ordinal: number | null; words: string };

/**
 * A quote as it is kept, under the number that was typed, and as it stands now: where its post is, and in another topic by now or not.
 * Its words are told only while the post says them, and it is not `away`: moved to where whoever asks may not read.
 */
export type PostQuote = {
  number: number;
  ordinal: number;
  place: PostPlace | null;
  isElsewhere: boolean;
  state: "answer" | "shown" | "edited" | "hidden" | "removed" | "away";
  isAnswer: boolean;
  words: string;
  html: string;
  author: string;
  /** Whoever asks ignores who wrote the post. */
  isIgnored: boolean;
};

/** A text in parts: quotes of posts, and everything else as it was typed. What stands in code is no quote. */
export function splitQuotes(markdown: string): (string | TypedQuote)[] {
  const parts: (string[] | { quote: Omit<TypedQuote, "words">; lines: string[] })[] = [];
  let fence = "";
  for (const line of markdown.split("\n")) {
    const [, mark] = FENCE.exec(line) ?? [];
    if (mark && !fence) fence = mark;
    else if (mark?.startsWith(fence) && line.trim() === mark) fence = "";
    const [, kind, number, ordinal] = (!fence && FIRST_LINE.exec(line)) || [];
    const last = parts.at(-1);
    if (kind)
      parts.push({ quote: { kind: kind.toLowerCase(), number: Number(number), ordinal: ordinal ? Number(ordinal) : null }, lines: [] });
    else if (last && !Array.isArray(last) && line.startsWith(">")) last.lines.push(line.replace(QUOTE_LINE, ""));
    else if (Array.isArray(last)) last.push(line);
    else parts.push([line]);
  }
  return parts.map((part) =>
    Array.isArray(part) ? part.join("\n") : { ...part.quote, words: withoutEmptyEnds(part.lines.join("\n")).trimEnd() },
  );
}

/** The parts as one text again. A quote begins behind a line that belongs to none. */
export function joinQuotes(parts: readonly (string | TypedQuote)[]): string {
  let text: string | null = null;
  for (const part of parts) {
    const typed = typeof part === "string" ? part : quoteLines(part);
    const isBesideQuote: boolean = typeof part !== "string" && text !== null && text.split("\n").at(-1)!.startsWith(">");
    text = text === null ? typed : `${text}\n${isBesideQuote ? "\n" : ""}${typed}`;
  }
  return text ?? "";
}

const quoteLines = ({ kind, number, ordinal, words }: TypedQuote): string => {
  const first = `> [${kind} ${number}${ordinal && ordinal > 1 ? `, ${ordinal}` : ""}]`;
  return words === "" ? first : [first, ...words.split("\n").map((line) => `> ${line}`.trimEnd())].join("\n");
};

/** A kept text as it is typed, with the words of its quotes; with `all` also those that are told nobody now. */
export function unfoldQuotes(markdown: string, quotes: readonly PostQuote[], { all = false } = {}): string {
  if (quotes.length === 0) return markdown;
  const parts = splitQuotes(markdown).map((part) => {
    if (typeof part === "string") return part;
    const quote = quoteAt(quotes, part.number, part.ordinal);
    const isTold = quote && !quote.isAnswer && quote.words !== "" && (all || quote.state === "shown");
    if (isTold) return { ...part, ordinal: null, words: quote.words };
    return quote?.isAnswer ? { ...part, ordinal: null } : part;
  });
  return joinQuotes(parts);
}

/** The HTML of a kept text with each quote under the name of whose post it is, as both are now. */
export function showQuotes(html: string, quotes: readonly PostQuote[]): string {
  if (quotes.length === 0) return html;
  return html.replace(HOLE, (hole, _kind, number, ordinal) => {
    const quote = quoteAt(quotes, Number(number), ordinal ? Number(ordinal) : null);
    return quote ? quoteHtml(quote) : hole;
  });
}

/** What a kept text quotes, and whom it mentions. */
export type Beside = { quotes: readonly PostQuote[]; mentions: readonly Mention[] };

/** The HTML of a kept text with both, as they are now. */
export const showText = (html: string, { quotes, mentions }: Beside): string => showQuotes(showMentions(html, mentions), quotes);

/** A kept text as it is typed: what is typed becomes the same again. */
export const unfoldText = (markdown: string, { quotes, mentions }: Beside): string =>
  unfoldQuotes(nameMentions(markdown, mentions, "typed"), quotes);

/** Whether a kept text was made of a typed one, however a name in it was written and told apart. */
export const isSameText = (kept: Beside & { text: string }, typed: string): boolean =>
  isMadeOf(unfoldQuotes(kept.text, kept.quotes, { all: true }), kept.mentions, joinQuotes(splitQuotes(typed)));

const SHOWN = /<p class="pn-answered">[^\n]*?<\/p>/g;

/** The same without its quotes, also where they are shown, for what it begins with. */
export const withoutHoles = (html: string): string => html.replace(HOLE, "").replace(SHOWN, "");

/** Which of the kept quotes a typed one is. */
export const quoteAt = (quotes: readonly PostQuote[], number: number, ordinal: number | null) =>
  quotes.find((quote) => quote.number === number && quote.ordinal === (ordinal ?? 1));

function quoteHtml({ state, isAnswer, place, isElsewhere, html, ...by }: PostQuote): string {
  if (!place) return `<p class="pn-answered">${isAnswer ? "In answer to a post that was moved" : "What stood here was moved."}</p>`;
  const kind = place.topic.page === null ? "post" : "comment";
  const author = by.isIgnored ? "somebody whom you ignore" : by.author;
  const link = `<a href="${escaped(postPath(place))}">${kind} ${place.number}${isElsewhere ? " of another topic" : ""}</a>`;
  if (isAnswer) {
    const gone = state === "removed" ? ", which was removed" : state === "hidden" ? `, which is hidden while a moderator looks at it` : "";
    return `<p class="pn-answered">In answer to ${link}${gone || ` by ${escaped(author)}`}</p>`;
  }
  const said = {
    removed: `What stood here from ${link} was removed.`,
    hidden: `What stood here from ${link} is hidden while a moderator looks at it.`,
    edited: `What stood here from ${link} by ${escaped(author)} is no longer in it: it was edited since.`,
  };
  if (state === "removed" || state === "hidden" || state === "edited") return `<p class="pn-answered">${said[state]}</p>`;
  const words = `<p class="pn-answered">${escaped(by.author)}, ${link}</p>\n${html}`;
  const fold = `<details><summary>Words of somebody whom you ignore. Show</summary>${words}</details>`;
  return `<blockquote class="pn-quoted">${by.isIgnored ? fold : words}</blockquote>`;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const FILE = /!?\[[^[\]\n]*\]\(file:[0-9a-z]{10}\)/g;
const GAP = "…";

/** What a post says itself, with … where it quotes, or has a picture or file. */
function ownWordsOf(markdown: string): string {
  const lines: string[] = [];
  let last = GAP;
  for (const part of splitQuotes(markdown))
    for (const line of typeof part === "string" ? part.replace(FILE, GAP).split("\n") : [">"]) {
      const isGap = line.startsWith(">") || line.trim() === GAP;
      if (isGap && last !== GAP) lines.push("", GAP, "");
      else if (!isGap) lines.push(line);
      last = isGap ? GAP : line.trim() || last;
    }
  const said = lines.join("\n").replace(/\n{3,}/g, "\n\n");
  return withoutEmptyEnds(last === GAP ? said.slice(0, said.lastIndexOf(GAP)) : said);
}

/** What was asked to be quoted or answered, as it is typed into the form; a post that is not there is left out. */
export function typedQuotes(
  topic: Pick<TopicPlace, "page">,
  asked: Quoting,
  posts: readonly { number: number; bodyMarkdown: string }[],
): string {
  const kind = topic.page === null ? "post" : "comment";
  const quotes = asked.flatMap(({ as, number }) => {
    const post = posts.find((each) => each.number === number);
    return post ? [{ kind, number, ordinal: null, words: as === "quote" ? ownWordsOf(post.bodyMarkdown) : "" }, ""] : [];
  });
  return quotes.length > 0 ? joinQuotes([...quotes, ""]) : "";
}
