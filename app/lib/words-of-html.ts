import { convert } from "html-to-text";

/**
 * The beginning of sanitised HTML as words in one line, at most so many characters, whole words where one ends early enough. What it
 * quotes of others is left out, and addresses of links.
 */
export function wordsOfHtml(html: string, most: number): string {
  const words = convert(html, {
    wordwrap: false,
    selectors: [
      { selector: "a", options: { ignoreHref: true } },
      { selector: "blockquote", format: "skip" },
      { selector: "span.pn-offsite", format: "skip" },
      { selector: "img", format: "skip" },
      ...["h2", "h3", "h4"].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  })
    .replace(/\s+/g, " ")
    .trim();
  if (words.length <= most) return words;
  const cut = words.slice(0, most);
  return `${cut.replace(/\s\S{0,40}$/, "")}…`;
}
