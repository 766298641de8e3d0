import { nameMentions } from "~/features/forum/posts/mentions";
import { type Beside, quoteAt, splitQuotes, type TypedQuote } from "~/features/forum/posts/quotes";
import { withoutEmptyEnds } from "~/lib/unseen";

/** What a text shows of the files beside it. */
const FILE = /!?\[([^\]\n]{0,1000})\]\(file:([0-9a-z]{10})\)/g;

/**
 * A kept text for readers elsewhere: what it quotes as plain quotes, as far as that is told here, and its files by name, and by their path
 * where they go with it. `paths`: by code.
 */
export const textAbroad = (markdown: string, { quotes, mentions }: Beside, paths: ReadonlyMap<string, string> = new Map()): string =>
  withPlainQuotes(nameMentions(markdown, mentions, "abroad"), (typed) => {
    const quote = quoteAt(quotes, typed.number, typed.ordinal);
    if (!quote) return plainQuote(typed);
    const post = `${typed.kind} ${typed.number}`;
    if (quote.isAnswer) return `In answer to ${post}:`;
    // who reads another topic is not asked here
    return quote.state === "shown" && !quote.isElsewhere
      ? plainQuote({ ...typed, words: quote.words })
      : `What stood here from ${post} is not told any more.`;
  }).replace(
    FILE,
    (_, words: string, code: string) => `Attachment: ${words.trim() || "a file"}${paths.has(code) ? ` (${paths.get(code)})` : ""}`,
  );

/** A text from elsewhere: what would name posts, files or people of this portal names none. */
export const textFromAbroad = (markdown: string): string =>
  withPlainQuotes(markdown, plainQuote).replaceAll("](file:", "] (file:").replaceAll("@{", "@ {");

const plainQuote = ({ kind, number, words }: TypedQuote): string => {
  const above = `From ${kind} ${number}:`;
  return words === "" ? above : `${above}\n\n${words.replace(/^/gm, "> ").replace(/ $/gm, "")}`;
};

function withPlainQuotes(markdown: string, plain: (quote: TypedQuote) => string): string {
  const parts = splitQuotes(markdown);
  if (parts.every((part) => typeof part === "string")) return markdown;
  return parts
    .map((part) => (typeof part === "string" ? withoutEmptyEnds(part).trimEnd() : plain(part)))
    .filter((part) => part !== "")
    .join("\n\n");
}
