/** What a toolbar can make of the words that are selected. */
export const MARKS = ["bold", "italic", "heading", "link", "list", "quote"] as const;
export type Mark = (typeof MARKS)[number];

type Selection = { text: string; start: number; end: number };

/** Put `insert` in place of what is between `from` and `to`, then select from `start` to `end`. */
export type Edit = { from: number; to: number; insert: string; start: number; end: number };

const AROUND: Partial<Record<Mark, string>> = { bold: "**", italic: "_" };
const BEFORE: Partial<Record<Mark, string>> = { heading: "## ", list: "- ", quote: "> " };

/** Marks what is selected, or takes the mark away where it is there. */
export function toggleMark(selection: Selection, mark: Mark): Edit {
  const around = AROUND[mark];
  if (around) return toggleAround(selection, around);
  const before = BEFORE[mark];
  return before ? toggleLines(selection, before) : toggleLink(selection);
}

function toggleAround({ text, start, end }: Selection, mark: string): Edit {
  const size = mark.length;
  const words = text.slice(start, end);
  if (words.length >= 2 * size && words.startsWith(mark) && words.endsWith(mark)) {
    const insert = words.slice(size, -size);
    return { from: start, to: end, insert, start, end: start + insert.length };
  }
  if (text.slice(start - size, start) === mark && text.slice(end, end + size) === mark) {
    return { from: start - size, to: end + size, insert: words, start: start - size, end: end - size };
  }
  return { from: start, to: end, insert: mark + words + mark, start: start + size, end: end + size };
}

function toggleLines({ text, start, end }: Selection, mark: string): Edit {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", end);
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split("\n");
  const isMarked = lines.every((line) => line === "" || line.startsWith(mark)) && lines.some((line) => line !== "");
  const changed = lines.map((line) => (isMarked ? line.slice(mark.length) : line === "" && lines.length > 1 ? line : mark + line));
  const insert = changed.join("\n");
  return lines.length === 1
    ? { from, to, insert, start: from + insert.length, end: from + insert.length }
    : { from, to, insert, start: from, end: from + insert.length };
}

function toggleLink({ text, start, end }: Selection): Edit {
  const words = text.slice(start, end);
  const [, linked] = /^\[([^\]]*)\]\([^)]*\)$/.exec(words) ?? [];
  if (linked !== undefined) return { from: start, to: end, insert: linked, start, end: start + linked.length };
  // an address is given its words, words are given their address: what is missing is selected
  if (/^(https?:\/\/|\/)\S+$/.test(words)) return { from: start, to: end, insert: `[](${words})`, start: start + 1, end: start + 1 };
  const insert = `[${words}](https://)`;
  const address = start + words.length + 3;
  return { from: start, to: end, insert, start: address, end: address + "https://".length };
}
