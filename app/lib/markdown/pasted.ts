import type { StateBlock } from "markdown-it";

/**
 * Bullets of word processors and mail programs. A dot needs no space behind it; dashes and middle dots do, and letters
 * a tab. Before what would be a rule there is none.
 */
const BULLET = /^(?:[•●◦○▪▫■□‣⁃➢➤\uF0B7\uF0A7]\s*|[·–—]\s+|[o§]\t\s*)(?=\S)(?![-*_ \t]+$)/u;
const MOST_COLUMNS = 40;
/** Quotes and lists stand within each other so deep at most; what would be deeper stays as it was typed. A list counts for two. */
export const DEEPEST = 10;
/** “1)”, “(ii)” or “a.” before a tab: a point of a word processor's list, not a cell. */
const POINT = /^\(?(?:\p{L}|\d{1,3}|[ivx]{1,5})[.)]$/iu;

/**
 * Lines with bullets, two at least: one “– Jane” alone is a signature. They become the list that markdown-it knows, with its levels,
 * however many spaces make one.
 */
export function pastedList(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if (!BULLET.test(text(state, start))) return false;
  const first = state.sCount[start]!;
  const lines: string[] = [];
  const deepest = Math.ceil((DEEPEST - state.level) / 2);
  /** How far in the bullets stand that the last one is within, itself the last of them. */
  const levels: number[] = [];
  const indent = (depth: number) => "  ".repeat(Math.min(depth, deepest) - 1);
  let bullets = 0;
  let line = start;
  for (; line < end; line++) {
    const typed = text(state, line);
    const isBullet = BULLET.test(typed);
    if (!isBullet && typed !== "" && state.sCount[line]! <= first) break;
    if (isBullet) bullets++;
    if (silent && bullets > 1) return true;
    const own = Math.max(0, state.sCount[line]! - first);
    if (isBullet) {
      while (levels.length > 0 && own < levels.at(-1)! + 2) levels.pop();
      levels.push(own);
      lines.push(indent(levels.length) + typed.replace(BULLET, "- "));
    } else {
      const around = Math.max(1, levels.filter((level) => level < own).length);
      lines.push(typed && `${indent(around)}  ${typed}`);
    }
  }
  if (bullets < 2) return false;

  while (lines.at(-1) === "") {
    lines.pop();
    line--;
  }
  const list = new state.md.block.State(lines.join("\n"), state.md, state.env, state.tokens);
  list.level = state.level;
  state.md.block.tokenize(list, 0, list.lineMax);
  state.line = line;
  return true;
}

/** Lines of a spreadsheet, two at least with as many tabs each: the first is the head. Uneven ones stay lines. */
export function pastedTable(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  const head = cells(state, start, end);
  if (head.length > MOST_COLUMNS || (head.length === 2 && POINT.test(head[0]!.trim())) || head.filter((cell) => cell.trim()).length < 2)
    return false;
  if (cells(state, start + 1, end).length !== head.length) return false;
  if (silent) return true;
  const rows: string[][] = [];
  for (let row = head; row.length === head.length; row = cells(state, start + rows.length, end)) rows.push(row);
  state.push("table_open", "table", 1);
  rows.forEach((row, index) => {
    if (index < 2) state.push(index ? "tbody_open" : "thead_open", index ? "tbody" : "thead", 1);
    pushRow(state, row, index ? "td" : "th");
    if (index === 0) state.push("thead_close", "thead", -1);
  });
  state.push("tbody_close", "tbody", -1);
  state.push("table_close", "table", -1);
  state.line = start + rows.length;
  return true;
}

function pushRow(state: StateBlock, row: string[], tag: "th" | "td"): void {
  state.push("tr_open", "tr", 1);
  for (const cell of row) {
    state.push(`${tag}_open`, tag, 1);
    const inline = state.push("inline", "", 0);
    inline.content = cell.trim();
    inline.children = [];
    state.push(`${tag}_close`, tag, -1);
  }
  state.push("tr_close", "tr", -1);
}

const text = (state: StateBlock, line: number): string =>
  state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]).trimEnd();

/** The cells of a line between its tabs; in a list a tab is indent. */
const cells = (state: StateBlock, line: number, end: number): string[] =>
  line < end && state.blkIndent === 0 && state.sCount[line]! >= 0
    ? state.src.slice(state.bMarks[line], state.eMarks[line]).split("	")
    : [];
