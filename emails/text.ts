import { convert, type Formatter } from "html-to-text";

/** The text part of sanitised HTML: every link's address is in it, lines are short. */
export function textFromHtml(html: string): string {
  return convert(html, {
    wordwrap: 78,
    formatters: { numbered, columns },
    selectors: [
      { selector: "a", options: { hideLinkHrefIfSameAsText: true, linkBrackets: ["<", ">"], pathRewrite: copied } },
      { selector: "h2", options: { uppercase: false } },
      { selector: "h3", options: { uppercase: false } },
      { selector: "h4", options: { uppercase: false } },
      { selector: "s", format: "inlineSurround", options: { prefix: "~~", suffix: "~~" } },
      { selector: "ol", format: "numbered" },
      { selector: "table", format: "columns" },
    ],
  });
}

/** Of a link to a mailbox the address alone, which can be copied; none where the reader chooses to whom. */
const copied = (path: string, _: unknown, { attribs }: { attribs: { href: string } }): string =>
  /^mailto:([^?]*)/i.exec(attribs.href)?.[1] ?? path;

/** A list with the numbers that its writer gave; the converter's own counts on. */
const numbered: Formatter = (list, walk, builder) => {
  const items = list.children.filter(({ name }) => name === "li");
  const isInner = list.parent?.name === "li";
  let next = Number(list.attribs.start ?? 1);
  const prefixes = items.map(({ attribs }) => {
    const number = Number(attribs.value ?? next);
    next = number + 1;
    return `${isInner ? "" : " "}${number}. `;
  });
  const breaks = isInner ? 1 : 2;
  builder.openList({
    maxPrefixLength: Math.max(0, ...prefixes.map(({ length }) => length)),
    leadingLineBreaks: breaks,
    interRowLineBreaks: 1,
  });
  items.forEach((item, index) => {
    builder.openListItem({ prefix: prefixes[index]! });
    walk(item.children, builder);
    builder.closeListItem();
  });
  builder.closeList({ trailingLineBreaks: breaks });
};

const CELL_WIDTH = 60;
/** No column makes room for a longer address or word: it would in each row. */
const COLUMN_WIDTH = 200;
const GAP = "   ";

/** A table as columns. The converter's own compares each row with each other, for cells over several rows, of which our texts have none. */
const columns: Formatter = (table, walk, builder) => {
  builder.openTable();
  for (const row of table.children.flatMap((part) => part.children ?? []).filter(({ name }) => name === "tr")) {
    builder.openTableRow();
    for (const cell of row.children.filter(({ name }) => name === "th" || name === "td")) {
      builder.openTableCell({ maxColumnWidth: CELL_WIDTH });
      walk(cell.children, builder);
      builder.closeTableCell();
    }
    builder.closeTableRow();
  }
  builder.closeTable({ tableToString: inColumns });
};

function inColumns(rows: { text: string }[][]): string {
  const cells = rows.map((row) => row.map(({ text }) => text.split("\n")));
  const widths: number[] = [];
  for (const row of cells)
    for (const [column, lines] of row.entries())
      widths[column] = Math.min(COLUMN_WIDTH, Math.max(widths[column] ?? 0, ...lines.map(({ length }) => length)));
  const lineOf = (row: string[][], line: number) =>
    row
      .map((lines, column) => (lines[line] ?? "").padEnd(widths[column]!))
      .join(GAP)
      .trimEnd();
  return cells
    .flatMap((row) => Array.from({ length: Math.max(...row.map(({ length }) => length)) }, (_, line) => lineOf(row, line)))
    .join("\n");
}
