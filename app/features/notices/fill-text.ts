/** A word in double brackets, e.g. `[[network]]`, stands for something that the portal knows. */
const WORD = /\[\[([a-z-]+)\]\]/g;

export type Words = Readonly<Record<string, string>>;

/** The text with each word filled in; one that nobody knows stays as it is. */
export const fillText = (text: string, words: Words): string =>
  text.replace(WORD, (written, word: string) => (Object.hasOwn(words, word) ? (words[word] ?? written) : written));

/** The words of a text that cannot be filled in. */
export const unknownWords = (text: string, words: Words): string[] => [
  ...new Set([...text.matchAll(WORD)].map(([, word = ""]) => word).filter((word) => !Object.hasOwn(words, word))),
];

/** What a setting or a name says, as text: nothing in it is read as Markdown. */
export const asText = (value: string): string => value.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, "\\$&").replace(/\s+/g, " ");

/** A Markdown table; its cells are Markdown too. */
export function asTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}
