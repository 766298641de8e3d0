export type RenderedElement = { tag: string; open: string; children: RenderedNode[] };
export type RenderedNode = string | RenderedElement;

export const VOID_TAGS: ReadonlySet<string> = new Set(["br", "hr", "img"]);

/** HTML that our renderer made, as a tree: it is well-formed, and its attributes hold no sign that ends a tag. */
export function parseRendered(html: string): RenderedNode[] {
  const root: RenderedElement = { tag: "", open: "", children: [] };
  const open = [root];
  for (const [piece, closing, tag] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>|[^<]+/g)) {
    const inside = open.at(-1)!;
    if (!tag) inside.children.push(piece);
    else if (closing) open.pop();
    else {
      const element = { tag, open: piece, children: [] };
      inside.children.push(element);
      if (!VOID_TAGS.has(tag)) open.push(element);
    }
  }
  return root.children;
}

/** An attribute of an element's tag, with its marks as signs. */
export const attributeOf = ({ open }: RenderedElement, name: string): string | null => {
  const [, value] = new RegExp(` ${name}="([^"]*)"`).exec(open) ?? [];
  return value === undefined ? null : plainText(value);
};

const SIGNS: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: "\u00a0" };

/** The words of a piece of HTML without tags. */
export const plainText = (piece: string): string => piece.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => SIGNS[name]!);
