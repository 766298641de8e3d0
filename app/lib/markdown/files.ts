import type { MarkdownIt, StateCore, Token } from "markdown-it";

/**
 * What a text shows of the file with this code, or null where its writer may not use it. `words`: what stands in the brackets; `caption`:
 * what stands below a picture, where it stands alone.
 */
export type FileHtml = (code: string, words: string, caption?: string) => string | null;

const FILE = /(!?)\[([^[\]\n]{0,300})\]\(file:([0-9a-z]{10})(?: "([^"\n]{0,300})")?\)/y;

/**
 * Pictures and files of this site, by their codes: `![What it shows](file:CODE)`, of a picture with what stands below it as well:
 * `![What it shows](file:CODE "Caption")`. Whatever cannot be shown stays as it was typed.
 */
export function fileMarks(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("link", "file", (state, silent) => {
    const { file } = state.env as { file?: FileHtml };
    if (!file || state.linkLevel > 0) return false;
    FILE.lastIndex = state.pos;
    const [typed, mark, words, code, title = ""] = FILE.exec(state.src) ?? [];
    if (!typed) return false;
    const caption = title.trim();
    // a figure is a paragraph of its own: amid words, and behind a file, what would stand below stands behind
    const isAlone = mark === "!" && state.src.trim() === typed;
    const html = file(code!, words!.trim(), isAlone ? caption : undefined);
    if (!html) return false;
    if (!silent) {
      const token = state.push("html_inline", "", 0);
      token.content = html;
      token.meta = { isFigure: html.startsWith("<figure>") };
      if (caption && !isAlone) state.push("text", "", 0).content = ` (${caption})`;
    }
    state.pos += typed.length;
    return true;
  });
  markdown.core.ruler.push("figures", unwrapFigures);
}

/** A figure stands in no paragraph. */
function unwrapFigures({ tokens }: StateCore): void {
  tokens.forEach((token, index) => {
    if (token.type !== "inline" || !token.children?.some(isFigure)) return;
    for (const around of [tokens[index - 1], tokens[index + 1]]) if (around?.tag === "p") around.hidden = true;
  });
}

const isFigure = ({ meta }: Token): boolean => (meta as { isFigure?: boolean } | null)?.isFigure === true;
