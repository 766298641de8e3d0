const BLOCKS = "p,div,ul,ol,li,table,tr,td,th,h1,h2,h3,h4,h5,h6,blockquote,pre,hr,section,article,header,footer,main,dl,dt,dd,address";
const IGNORED = "style,script,title,meta,link,xml,input,button,select,textarea,.pn-offsite,.nhsuk-u-visually-hidden";
const MOST_COLUMNS = 40;
/** How Word marks the points of its lists, which are paragraphs: `mso-list:l0 level2 lfo1`. */
const WORD_LIST = /mso-list:\s*\w+\s+level(\d)/i;
const LIST_LINE = /^\s*(?:- |\d+\. )/;

/**
 * What was copied from a page, Word, Outlook or a spreadsheet, as our Markdown: words, links, lists, tables, headings and quotes, and
 * nothing of how it looked. Runs in the browser, on what its clipboard or a selection holds.
 */
export function markdownOf(root: Node): string {
  const blocks = blocksOf(root);
  return blocks.reduce((text, block, at) => {
    const isOneList = LIST_LINE.test(block) && LIST_LINE.test(blocks[at - 1] ?? "");
    return at === 0 ? block : `${text}${isOneList ? "\n" : "\n\n"}${block}`;
  }, "");
}

function blocksOf(parent: Node): string[] {
  const blocks: string[] = [];
  let line = "";
  const flush = () => {
    const text = tidied(line);
    if (text) blocks.push(text);
    line = "";
  };
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) line += inline(node);
    if (!(node instanceof Element) || node.matches(IGNORED)) continue;
    if (!node.matches(BLOCKS) && !node.querySelector(BLOCKS)) line += inline(node);
    else {
      flush();
      blocks.push(...(node.matches(BLOCKS) ? blockOf(node) : blocksOf(node)));
    }
  }
  flush();
  return blocks;
}

function blockOf(element: Element): string[] {
  const tag = element.localName;
  const level = /^h([1-6])$/.exec(tag)?.[1];
  if (level)
    return nonEmpty(tidied(inlineOf(element)).replaceAll("\n", " ").replaceAll("**", "")).map(
      (words) => `${"#".repeat(Number(level))} ${words}`,
    );
  if (tag === "hr") return ["---"];
  if (tag === "pre") return [`\`\`\`\n${(element.textContent ?? "").replace(/\n$/, "")}\n\`\`\``];
  if (tag === "ul" || tag === "ol") return nonEmpty(list(element, 0));
  if (tag === "table") return element.querySelector("table") ? blocksOf(element) : table(element);
  if (tag === "blockquote") return nonEmpty(markdownOf(element)).map((text) => text.replace(/^/gm, "> ").replace(/^> $/gm, ">"));
  const [, wordLevel] = WORD_LIST.exec(element.getAttribute("style") ?? "") ?? [];
  if (wordLevel) return nonEmpty(wordPoint(tidied(inlineOf(element)), Number(wordLevel)));
  return blocksOf(element);
}

const nonEmpty = (text: string) => (text.trim() === "" ? [] : [text]);

function list(element: Element, depth: number): string {
  const isNumbered = element.localName === "ol";
  let number = Number(element.getAttribute("start") ?? 1);
  const lines: string[] = [];
  for (const item of element.children) {
    // copied lists stand in each other without a point around the inner one
    if (item.matches("ul,ol")) lines.push(list(item, depth + 1));
    if (!item.matches("li")) continue;
    const inner = [...item.querySelectorAll(":scope > ul, :scope > ol")];
    const own = item.cloneNode(true) as Element;
    for (const each of own.querySelectorAll("ul,ol")) each.remove();
    const words = blocksOf(own)
      .join("\n")
      .replaceAll("\n", ` \n${"   ".repeat(depth + 1)}`)
      .replaceAll(" \n", "\n");
    if (words) lines.push(`${"   ".repeat(depth)}${isNumbered ? `${number++}.` : "-"} ${words}`);
    lines.push(...inner.map((each) => list(each, depth + 1)));
  }
  return lines.filter(Boolean).join("\n");
}

/** Word writes the bullet or number into the text. */
function wordPoint(text: string, level: number): string {
  const [, mark = "", words = ""] = /^\W*?(\(?(?:\d{1,3}|[a-z]{1,4})[.)]|[·•o§\uF0B7\uF0A7-])\s+([\s\S]*)$/i.exec(text) ?? [null, "", text];
  const [number] = /\d+/.exec(mark) ?? [];
  return `${"   ".repeat(level - 1)}${number ? `${number}.` : "-"} ${words.replaceAll("\n", " ")}`;
}

function table(element: Element): string[] {
  const rows = [...element.querySelectorAll("tr")].map((row) =>
    [...row.querySelectorAll("td,th")].flatMap((cell) => {
      const words = tidied(blocksOf(cell).join(" "))
        .replace(/\s*\n\s*/g, " ")
        .replaceAll("|", "\\|");
      return [words, ...Array<string>(Math.max(0, Math.min(MOST_COLUMNS, Number(cell.getAttribute("colspan") ?? 1)) - 1)).fill("")];
    }),
  );
  const filled = rows.filter((cells) => cells.some(Boolean));
  const columns = Math.max(0, ...filled.map((cells) => cells.reduce((last, cell, at) => (cell ? at + 1 : last), 0)));
  if (columns < 2 || columns > MOST_COLUMNS || filled.length < 2) return filled.map((cells) => cells.filter(Boolean).join(" "));
  const line = (cells: readonly string[]) => `| ${Array.from({ length: columns }, (_, at) => cells[at] ?? "").join(" | ")} |`;
  const [head, ...body] = filled as [string[], ...string[][]];
  return [[line(head), line(Array<string>(columns).fill("---")), ...body.map(line)].join("\n")];
}

const inlineOf = (element: Node): string => [...element.childNodes].map(inline).join("");

function inline(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? "").replace(/[ \t\r\n\u00A0]+/g, " ");
  if (!(node instanceof Element) || node.matches(IGNORED)) return "";
  const words = inlineOf(node);
  const style = (node.getAttribute("style") ?? "").replace(/\s/g, "").toLowerCase();
  const [, weight] = /font-weight:(\w+)/.exec(style) ?? [];
  const [, slant] = /font-style:(\w+)/.exec(style) ?? [];
  switch (node.localName) {
    case "br":
      return "\n";
    case "a":
      return link(node, words);
    case "code":
      return /[`\n]/.test(words) ? words : around(words, "`");
    case "s":
    case "del":
    case "strike":
      return around(words, "~~");
  }
  const isBold = weight ? weight === "bold" || Number(weight) >= 600 : node.matches("b,strong");
  const isSlanted = slant ? slant === "italic" : node.matches("i,em");
  const slanted = isSlanted ? around(words, "_") : words;
  return isBold ? around(slanted, "**") : slanted;
}

function link(node: Element, words: string): string {
  const href = node.getAttribute("href") ?? "";
  const address = /^(?:https?:|mailto:|tel:)/i.test(href) ? href : href.startsWith("/") ? new URL(href, document.baseURI).href : "";
  if (!address || words.trim() === "" || /[()\s[\]]/.test(address) || words.includes("\n")) return words;
  return address.replace(/^mailto:/, "") === words.trim() ? words : words.replace(/\S(?:[\s\S]*\S)?/, `[$&](${address})`);
}

/** A mark stands beside its words, never beside a space, and holds for one line. */
const around = (words: string, mark: string): string =>
  words.replace(/[^\n]+/g, (line) =>
    line.replace(/\S(?:.*\S)?/, (found) =>
      found.startsWith(mark) && found.endsWith(mark) && found.length > 2 * mark.length ? found : mark + found + mark,
    ),
  );

const tidied = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .replace(/\*\*\*\*|____/g, "")
    .replace(/\n{2,}/g, "\n")
    .trim();
