import { OFFSITE_CLASS } from "~/lib/markdown/links";
import { attributeOf, plainText, type RenderedNode } from "~/lib/rendered-tree";

/** Words that look alike, in a line of a document. */
export type Run = { text: string; font: "plain" | "strong" | "em" | "both" | "code"; link: string | null; isStruck: boolean };

type Look = Omit<Run, "text">;
const PLAIN: Look = { font: "plain", link: null, isStruck: false };

/** The words of inline elements, with where their links lead written behind them: paper cannot be pressed. */
export function runsOf(nodes: readonly RenderedNode[], site: string): Run[] {
  const runs: Run[] = [];
  const add = (text: string, look: Look) => {
    if (text) runs.push({ ...look, text });
  };
  const walk = (node: RenderedNode, look: Look): void => {
    if (typeof node === "string") return add(plainText(node).replace(/\s+/g, " "), look);
    const inside = (next: Look) => {
      for (const child of node.children) walk(child, next);
    };
    switch (node.tag) {
      case "br":
        return add("\n", look);
      case "strong":
        return inside({ ...look, font: look.font === "em" ? "both" : "strong" });
      case "em":
        return inside({ ...look, font: look.font === "strong" ? "both" : "em" });
      case "s":
        return inside({ ...look, isStruck: true });
      case "code":
        return inside({ ...look, font: "code" });
      case "sup":
        add(" [", look);
        inside(look);
        return add("]", look);
      case "span":
        return node.open.includes(OFFSITE_CLASS) ? undefined : inside(look);
      case "a": {
        const href = addressOf(attributeOf(node, "href"), site);
        const from = runs.length;
        inside({ ...look, link: href });
        const words = runs.slice(from).map(({ text }) => text);
        if (href && !href.includes("#") && !words.join("").includes(href.replace(/^(https?:\/\/|mailto:)/, ""))) add(` (${href})`, look);
        return;
      }
      default:
        return inside(look);
    }
  };
  for (const node of nodes) walk(node, PLAIN);
  return runs;
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
