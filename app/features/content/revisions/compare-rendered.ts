import { diffArrays } from "diff";

type Element = { tag: string; open: string; children: Node[] };
type Node = string | Element;
type Kind = "added" | "removed";

/** What differs, at most: the work grows with its square. Parts with less in common are shown one after the other. */
const MOST_CHANGES = { maxEditLength: 1000 };

const VOID = new Set(["br", "hr", "img"]);
/** What holds words itself; whatever else there is holds other elements. */
const INLINE = new Set(["a", "strong", "em", "s", "code", "span", "sup", "br", "img"]);
const MARK = { added: ["ins", "added"], removed: ["del", "removed"] } as const;

/**
 * Two stored texts as one, as readers get it: words that came stand in `ins`, those that went in `del`, each said in words too; lists and
 * tables stay lists and tables. It takes HTML that our renderer made, and adds nothing to it but these marks.
 */
export function compareRendered(before: string, after: string): string {
  return merge(parse(before), parse(after)).trim();
}

/** Our renderer's HTML is well-formed, and its attributes hold no sign that ends a tag. No id stands twice in the result, so none does. */
function parse(html: string): Node[] {
  const root: Element = { tag: "", open: "", children: [] };
  const open = [root];
  for (const [piece, closing, tag] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>|[^<]+/g)) {
    const inside = open.at(-1)!;
    if (!tag) inside.children.push(piece);
    else if (closing) open.pop();
    else {
      const element = { tag, open: piece.replace(/ (?:id|tabindex)="[^"]*"/g, ""), children: [] };
      inside.children.push(element);
      if (!VOID.has(tag)) open.push(element);
    }
  }
  return root.children;
}

const isInline = (node: Node): boolean => typeof node === "string" || INLINE.has(node.tag);
const isBlank = (node: Node): boolean => typeof node === "string" && node.trim() === "";
const write = (node: Node): string =>
  typeof node === "string" ? node : VOID.has(node.tag) ? node.open : wrap(node, node.children.map(write).join(""));
const wrap = ({ open, tag }: Element, inner: string) => `${open}${inner}</${tag}>`;

function merge(before: Node[], after: Node[]): string {
  // words beside elements, as in a point of a list with another list: the words are compared, then the elements
  if ([...before, ...after].every((node) => isInline(node))) return mergeWords(before, after);
  const [one, other] = [before, after].map(runs) as [Run[], Run[]];
  const changes = diffArrays(one, other, { ...MOST_CHANGES, comparator: (left, right) => left.html === right.html });
  if (!changes) return mergeRuns(one, other);
  let html = "";
  for (let index = 0; index < changes.length; index++) {
    const { value, added, removed } = changes[index]!;
    const next = changes[index + 1];
    if (!added && !removed) html += value.map((run) => run.html).join("\n");
    else if (next && (next.added || next.removed) && next.added !== added) {
      html += removed ? mergeRuns(value, next.value) : mergeRuns(next.value, value);
      index++;
    } else html += value.map((run) => mark(run.nodes, added ? "added" : "removed")).join("\n");
    html += "\n";
  }
  return html;
}

/** One element, or what stands in a line beside elements. */
type Run = { tag: string; nodes: Node[]; html: string };

function runs(nodes: Node[]): Run[] {
  const found: Run[] = [];
  for (const node of nodes) {
    const last = found.at(-1);
    if (isInline(node) && last?.tag === "") last.nodes.push(node);
    else if (!isBlank(node)) found.push({ tag: isInline(node) ? "" : (node as Element).tag, nodes: [node], html: "" });
  }
  for (const run of found) run.html = run.nodes.map(write).join("").trim();
  return found;
}

/** Parts that differ, in their order: those of a kind are taken for one that was changed, while they say the like. */
function mergeRuns(before: Run[], after: Run[]): string {
  const gone = [...before];
  const html: string[] = [];
  for (const run of after) {
    const at = gone.findIndex(({ tag }) => tag === run.tag);
    if (at < 0) html.push(mark(run.nodes, "added"));
    else {
      for (const old of gone.splice(0, at)) html.push(mark(old.nodes, "removed"));
      const [old] = gone.splice(0, 1);
      const [was, is] = [old!.nodes, run.nodes];
      html.push(
        run.tag === "" ? mergeWords(was, is) : wrap(is[0] as Element, merge((was[0] as Element).children, (is[0] as Element).children)),
      );
    }
  }
  return [...html, ...gone.map(({ nodes }) => mark(nodes, "removed"))].join("\n");
}

/** A word with the elements that it stands in. */
type Word = { key: string; text: string; around: Element[] };

const wordsOf = (nodes: Node[], around: Element[] = []): Word[] =>
  nodes.flatMap((node) => {
    const path = around.map(({ open }) => open).join("");
    if (typeof node === "string") return (node.match(/\s+|[\p{L}\p{N}]+|./gsu) ?? []).map((text) => ({ key: path + text, text, around }));
    if (VOID.has(node.tag)) return [{ key: path + node.open, text: node.open, around }];
    return wordsOf(node.children, [...around, node]);
  });

function mergeWords(before: Node[], after: Node[]): string {
  const [one, other] = [wordsOf(before), wordsOf(after)];
  const changes = diffArrays(one, other, { ...MOST_CHANGES, comparator: (left, right) => left.key === right.key });
  if (!changes) return markWords(one, "removed") + markWords(other, "added");
  return changes
    .map(({ value, added, removed }) => (added || removed ? markWords(value, added ? "added" : "removed") : writeWords(value)))
    .join("");
}

const markWords = (words: Word[], kind: Kind): string => {
  const inner = writeWords(words);
  if (inner === "") return "";
  const [tag, said] = MARK[kind];
  return `<${tag}><span class="nhsuk-u-visually-hidden"> [${said}: </span>${inner}<span class="nhsuk-u-visually-hidden">] </span></${tag}>`;
};

/** Words beside each other in the same elements share these. */
function writeWords(words: Word[]): string {
  let html = "";
  let open: Element[] = [];
  const close = (to: number) => {
    for (const { tag } of open.slice(to).reverse()) html += `</${tag}>`;
    open = open.slice(0, to);
  };
  for (const { text, around } of words) {
    let same = 0;
    while (same < open.length && open[same] === around[same]) same++;
    close(same);
    for (const element of around.slice(same)) html += element.open;
    open = around;
    html += text;
  }
  close(0);
  return html;
}

/** Elements that came or went, with a mark around the words of each, so that rows stay rows and points points. */
function mark(nodes: Node[], kind: Kind): string {
  if (nodes.every(isInline)) return nodes.every(isBlank) ? "" : markWords(wordsOf(nodes), kind);
  return runs(nodes)
    .map((run) => {
      if (run.tag === "") return mark(run.nodes, kind);
      const element = run.nodes[0] as Element;
      return VOID.has(element.tag) ? element.open : wrap(element, mark(element.children, kind));
    })
    .join("\n");
}
