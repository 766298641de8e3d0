import { OFFSITE_CLASS } from "~/lib/markdown/links";
import { attributeOf, plainText, type RenderedElement, type RenderedNode } from "~/lib/rendered-tree";

/** Words that look alike, in a line of a document. */
export type Run = { text: string; font: "plain" | "strong" | "em" | "both" | "code"; link: string | null; isStruck: boolean };

type Look = Omit<Run, "text">;
const PLAIN: Look = { font: "plain", link: null, isStruck: false };

/** The words of inline elements, with where their links lead written behind them: paper cannot be pressed. */
export const runsOf = (nodes: readonly RenderedNode[], site: string): Run[] => nodes.flatMap((node) => runsIn(node, PLAIN, site));

function runsIn(node: RenderedNode, look: Look, site: string): Run[] {
  if (typeof node === "string") return said(plainText(node).replace(/\s+/g, " "), look);
  const inside = (next: Look) => node.children.flatMap((child) => runsIn(child, next, site));
  switch (node.tag) {
    case "br":
      return said("\n", look);
    case "strong":
      return inside({ ...look, font: look.font === "em" ? "both" : "strong" });
    case "em":
      return inside({ ...look, font: look.font === "strong" ? "both" : "em" });
    case "s":
      return inside({ ...look, isStruck: true });
    case "code":
      return inside({ ...look, font: "code" });
    case "sup":
      return [...said(" [", look), ...inside(look), ...said("]", look)];
    case "span":
      return node.open.includes(OFFSITE_CLASS) ? [] : inside(look);
    case "img":
      return said(pictureSaid(attributeOf(node, "alt")), look);
    case "a":
      return linkIn(node, look, site);
    default:
      return inside(look);
  }
}

/** Of a picture that is not drawn. */
const pictureSaid = (alt: string | null) => (alt ? `[Picture: ${alt}]` : "");

const said = (text: string, look: Look): Run[] => (text ? [{ ...look, text }] : []);

function linkIn(node: RenderedElement, look: Look, site: string): Run[] {
  const link = addressOf(attributeOf(node, "href"), site);
  const words = node.children.flatMap((child) => runsIn(child, { ...look, link }, site));
  const isSaid = !link || words.length === 0 || wordsOf(words).includes(link.replace(/^(https?:\/\/|mailto:)/, ""));
  return isSaid ? words : [...words, ...said(` (${link})`, look)];
}

/** Where a link leads, for whoever is not on the site; none within the text. */
function addressOf(href: string | null, site: string): string | null {
  if (!href || href.startsWith("#")) return null;
  return href.startsWith("/") ? site + href : href;
}

export const wordsOf = (runs: readonly Run[]): string =>
  runs
    .map(({ text }) => text)
    .join("")
    .trim();
