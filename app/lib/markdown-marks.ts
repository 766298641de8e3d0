/** What a toolbar can make of the words that are selected. */
export const MARKS = ["bold", "italic", "heading", "link", "list", "numbered", "quote", "table"] as const;
export type Mark = (typeof MARKS)[number];

type Selection = { text: string; start: number; end: number };

export const selectionOf = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Selection => ({
  text: value,
  start: selectionStart,
  end: selectionEnd,
});

/** Put `insert` in place of what is between `from` and `to`, then select from `start` to `end`. */
export type Edit = { from: number; to: number; insert: string; start: number; end: number };

const NUMBER = "1. ";
const AROUND: Partial<Record<Mark, string>> = { bold: "**", italic: "_" };
const BEFORE: Partial<Record<Mark, string>> = { heading: "## ", list: "- ", numbered: NUMBER, quote: "> " };

/** What a line begins with that is no word of it: space, and the marks of lists, headings and quotes. */
const LINE_MARKS = /^\s*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)\s+)*/;
const LETTER = /[\p{Alphabetic}\p{N}]/u;
const ADDRESS = /^(?:(?:https?:\/\/|www\.|\/)\S+|[^\s@]+@[^\s@]+\.[^\s@]+)$/i;

export const isAddress = (text: string): boolean => ADDRESS.test(text);

/** Marks what is selected, or takes the mark away where it is there; null where a link wants an address first. */
export function toggleMark(selection: Selection, mark: Mark): Edit | null {
  const around = AROUND[mark];
  if (around) return toggleAround(wordsOf(selection, around), around);
  if (mark === "table") return makeTable(selection);
  const before = BEFORE[mark];
  return before ? toggleLines(selection, before) : toggleLink(trimmed(selection));
}

/** Beside a space a mark is none. */
function trimmed({ text, start, end }: Selection, leading = /^\s*/): Selection {
  const words = text.slice(start, end).trimEnd();
  const from = Math.min(leading.exec(words)![0].length, words.length);
  return { text, start: start + from, end: start + words.length };
}

/** Inside of a word no mark begins, and a single one does not end. */
function wordsOf(selection: Selection, mark: string): Selection {
  const { text, ...at } = trimmed(selection, LINE_MARKS);
  const isInWord = (index: number) => LETTER.test(text[index - 1] ?? "") && LETTER.test(text[index] ?? "");
  if (at.start === at.end) return { text, ...at };
  while (isInWord(at.start)) at.start--;
  while (mark.length === 1 && isInWord(at.end)) at.end++;
  return { text, ...at };
}

function toggleAround({ text, start, end }: Selection, mark: string): Edit {
  const size = mark.length;
  const words = text.slice(start, end);
  if (words.includes("\n")) return toggleEach({ text, start, end }, mark);
  if (isWithin(words, mark)) {
    const insert = words.slice(size, -size);
    return { from: start, to: end, insert, start, end: start + insert.length };
  }
  if (text.slice(start - size, start) === mark && text.slice(end, end + size) === mark) {
    return { from: start - size, to: end + size, insert: words, start: start - size, end: end - size };
  }
  return { from: start, to: end, insert: mark + words + mark, start: start + size, end: end + size };
}

const isWithin = (words: string, mark: string) => words.length >= 2 * mark.length && words.startsWith(mark) && words.endsWith(mark);

/** No mark holds beyond a paragraph or a point of a list: each line has its own. */
function toggleEach({ text, start, end }: Selection, mark: string): Edit {
  const lines = text
    .slice(start, end)
    .split("\n")
    .map((line) => {
      const inner = trimmed({ text: line, start: 0, end: line.length }, LINE_MARKS);
      return [line.slice(0, inner.start), line.slice(inner.start, inner.end), line.slice(inner.end)] as const;
    });
  const isMarked = lines.every(([, words]) => words === "" || isWithin(words, mark));
  const changed = lines.map(([before, words, behind]) => {
    const other = isMarked ? words.slice(mark.length, -mark.length) : words === "" || isWithin(words, mark) ? words : mark + words + mark;
    return before + other + behind;
  });
  const insert = changed.join("\n");
  return { from: start, to: end, insert, start, end: start + insert.length };
}

function toggleLines({ text, start, end }: Selection, mark: string): Edit {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  const to = lineEnd === -1 ? text.length : lineEnd;
  const lines = text.slice(from, to).split("\n");
  const own = mark === NUMBER ? /^\d{1,9}\. / : new RegExp(`^${mark}`);
  const isMarked = lines.every((line) => line === "" || own.test(line)) && lines.some((line) => line !== "");
  let number = 1;
  const next = () => (mark === NUMBER ? `${number++}. ` : mark);
  const changed = lines.map((line) => (isMarked ? line.replace(own, "") : line === "" && lines.length > 1 ? line : next() + line));
  const insert = changed.join("\n");
  return lines.length === 1
    ? { from, to, insert, start: from + insert.length, end: from + insert.length }
    : { from, to, insert, start: from, end: from + insert.length };
}

/** Lines that are selected become rows, the first of them the head; of none, a table to be filled in. Stands by itself. */
function makeTable({ text, start, end }: Selection): Edit {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", end);
  const to = next === -1 ? text.length : next;
  const typed = text
    .slice(from, to)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const rows = typed.length > 0 ? typed.map((line) => line.split("\t").map((cell) => cell.trim().replaceAll("|", "\\|"))) : [["Heading"]];
  const columns = Math.max(2, ...rows.map((cells) => cells.length));
  const line = (cells: readonly string[]) => `| ${Array.from({ length: columns }, (_, at) => cells[at] ?? "").join(" | ")} |`;
  const [head, ...body] = rows as [string[], ...string[][]];
  const table = [line(head), line(Array<string>(columns).fill("---")), ...(body.length > 0 ? body : [[]]).map(line)].join("\n");
  const before = from > 0 && text[from - 2] !== "\n" ? "\n" : "";
  const first = from + before.length + 2;
  return { from, to, insert: `${before}${table}\n`, start: first, end: first + head[0]!.length };
}

function toggleLink({ text, start, end }: Selection): Edit | null {
  const words = text.slice(start, end);
  const [, linked] = /^\[([^\]]*)\]\([^)]*\)$/.exec(words) ?? [];
  if (linked !== undefined) return { from: start, to: end, insert: linked, start, end: start + linked.length };
  // an address is given its words: they are missing, and typed next
  return isAddress(words) ? { from: start, to: end, insert: `[](${words})`, start: start + 1, end: start + 1 } : null;
}

/** Links what is selected to an address; where nothing is, its title, or words that are typed next. */
export function linkTo(selection: Selection, address: string, title = ""): Edit {
  const { text, start: from, end: to } = trimmed(selection);
  const words = from < to ? text.slice(from, to) : wordsOfLink(title);
  const insert = `[${words}](${address.replace(/[()]/g, (bracket) => (bracket === "(" ? "%28" : "%29"))})`;
  const start = words === "" ? from + 1 : from + insert.length;
  return { from, to, insert, start, end: start };
}

/** A backslash hides no mark in our texts: what would end a link, or begin one, is written otherwise. */
const wordsOfLink = (title: string) => title.replaceAll("[", "(").replaceAll("]", ")").replaceAll("`", "’").replace(/\\+$/, "");
