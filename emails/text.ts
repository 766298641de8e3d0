import { convert, type Formatter } from "html-to-text";

/** The text part of sanitised HTML: every link's address is in it, lines are short. */
export function textFromHtml(html: string): string {
  return convert(html, {
    wordwrap: 78,
    formatters: { numbered },
    selectors: [
      { selector: "a", options: { hideLinkHrefIfSameAsText: true, linkBrackets: ["<", ">"] } },
      { selector: "h2", options: { uppercase: false } },
      { selector: "h3", options: { uppercase: false } },
      { selector: "h4", options: { uppercase: false } },
      { selector: "ol", format: "numbered" },
      { selector: "table", format: "dataTable", options: { uppercaseHeaderCells: false } },
    ],
  });
}

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
