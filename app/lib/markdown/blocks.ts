import type { MarkdownIt, StateBlock, StateCore, Token } from "markdown-it";
import { isSeen } from "../unseen";
import { DEEPEST, pastedList, pastedTable } from "./pasted";

type BlockRule = (state: StateBlock, start: number, end: number, silent: boolean) => boolean;

/** Cells that a row leaves out are filled up, to so many beyond those that were typed. */
const SPARE_CELLS = 20;
const MOST_COLUMNS = 40;

/**
 * Blocks as people type them who know no Markdown. A quote is “> ”, never “>5”, and ends where its lines do, a list where they are not
 * indented, a table where they have no bar. “+ 44”, “007. ” and “1) ” are no lists; a rule below a line makes no heading, hashes without
 * words neither, those behind its words are some of them; spaces before a line make no code; no line defines what other lines mean, so
 * that none is taken away. Numbers stay as they were typed.
 */
export function plainBlocks(markdown: MarkdownIt): void {
  markdown.block.ruler.disable(["lheading", "code", "reference"]);
  around(markdown, "blockquote", (quote) => (state, start, end, silent) => {
    return state.level < DEEPEST && /^>(?:[ \t>]|$)/.test(lineOf(state, start)) && quote(state, start, end, silent);
  });
  around(markdown, "heading", (heading) => (state, start, end, silent) => {
    const line = lineOf(state, start);
    if (!isSeen(line.replaceAll("#", "")) || !heading(state, start, end, silent)) return false;
    if (!silent) state.tokens.at(-2)!.content = line.replace(/^#+/, "").trim();
    return true;
  });
  around(markdown, "list", (list) => (state, start, end, silent) => {
    if (state.level >= DEEPEST || /^(?:\+|0\d|\d+\))/.test(lineOf(state, start))) return false;
    const { parentType } = state;
    // the answer below a numbered question ends where the next is asked, which any number does that stands behind an empty line
    if (parentType === "paragraph" && state.tokens.at(-1)?.type === "ordered_list_close") state.parentType = "list";
    const isList = list(state, start, end, silent);
    state.parentType = parentType;
    return isList;
  });
  around(markdown, "table", (table) => (state, start, end, silent) => {
    if (!table(state, start, end, true)) return false;
    const head = lineOf(state, start);
    if (!isSeen(head.replaceAll("|", "")) || !lineOf(state, start + 1).includes("|") || columnsOf(head) > MOST_COLUMNS) return false;
    const last = endOfTable(state, start, end, silent);
    if (last === null) return false;
    return silent || table(state, start, last, false);
  });
  around(markdown, "fence", (fence) => (state, start, end, silent) => {
    if (/^~+[^~]+~/.test(lineOf(state, start)) || !fence(state, start, end, silent)) return false;
    if (!silent) keepWords(state, start);
    return true;
  });
  markdown.block.ruler.before("paragraph", "end_of_quote", (state, _start, _end, silent) => silent && state.parentType === "blockquote", {
    alt: ["blockquote"],
  });
  markdown.block.ruler.before("paragraph", "end_of_list", (state, start, _end, silent) => silent && isOutOfList(state, start), {
    alt: ["paragraph"],
  });
  markdown.core.ruler.push("numbers", keepNumbers);
  const ends = { alt: ["paragraph", "blockquote", "list"] };
  for (const [name, rule] of Object.entries({ pastedList, pastedTable }))
    markdown.block.ruler.before("paragraph", name, (state, ...rest) => state.level < DEEPEST && rule(state, ...rest), ends);
}

function around({ block: { ruler } }: MarkdownIt, name: string, wrap: (rule: BlockRule) => BlockRule): void {
  const { fn, alt } = ruler.__rules__[ruler.__find__(name)]!;
  ruler.at(name, wrap(fn), { alt });
}

function keepNumbers({ tokens }: StateCore): void {
  const open: Token[][] = [];
  for (const token of tokens) {
    if (token.type.endsWith("_list_open")) open.push([]);
    else if (token.type === "list_item_open") open.at(-1)!.push(token);
    else if (token.type === "ordered_list_close") keepNumbersOf(open.pop()!);
    else if (token.type === "bullet_list_close") open.pop();
  }
}

/** Whoever types a 1 before each leaves the counting to us. */
function keepNumbersOf(items: Token[]): void {
  const numbers = items.map(({ info }) => Number(info));
  if (numbers.every((number) => number === 1)) return;
  for (const [index, item] of items.entries()) {
    if (index > 0 && numbers[index] !== numbers[index - 1]! + 1) item.attrSet("value", String(numbers[index]));
  }
}

/** Whether a line stands no deeper than the mark of the list's point above it. */
const isOutOfList = ({ sCount, blkIndent, listIndent }: StateBlock, line: number): boolean =>
  sCount[line]! < blkIndent && sCount[line]! <= listIndent;

/** A line without what stands before it: indent, marks of the quotes and lists that it is in. */
const lineOf = (state: StateBlock, line: number): string => state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]);

/** What stands behind a fence would be lost, also the one word that names a language elsewhere, and so would a fence around nothing. */
function keepWords(state: StateBlock, start: number): void {
  const code = state.tokens.at(-1)!;
  if (isSeen(code.info)) code.content = `${code.info.trim()}\n${code.content}`;
  if (isSeen(code.content)) return;
  code.type = "code_block";
  code.content = state.getLines(start, state.line, state.blkIndent, true);
}

/**
 * A row with more cells than the head has would lose them, and many short ones would swell: the table ends before. Null
 * where that is its first, the only one that is looked at if `silent`. No line is looked at that markdown-it would not
 * take as a row: texts of many tables stay linear.
 */
function endOfTable(state: StateBlock, start: number, end: number, silent: boolean): number | null {
  const columns = columnsOf(lineOf(state, start));
  const { parentType } = state;
  let spare = SPARE_CELLS;
  let line = start + 2;
  let fits = true;
  state.parentType = "table";
  while (line < end && !endsRows(state, line, end)) {
    const typed = columnsOf(lineOf(state, line));
    spare += 2 * typed - columns;
    fits = typed <= columns && spare >= 0;
    if (!fits || silent) break;
    line++;
  }
  state.parentType = parentType;
  return fits || line > start + 2 ? line : null;
}

/** Whether markdown-it reads no row here, or there is no bar. */
function endsRows(state: StateBlock, line: number, end: number): boolean {
  const indent = state.sCount[line]! - state.blkIndent;
  if (state.isEmpty(line) || indent < 0 || indent >= 4 || !lineOf(state, line).includes("|")) return true;
  return state.md.block.ruler.getRules("blockquote").some((rule) => rule(state, line, end, true));
}

const columnsOf = (row: string): number =>
  row
    .trim()
    .replace(/^\||(?<!\\)\|$/g, "")
    .split(/(?<!\\)\|/).length;
