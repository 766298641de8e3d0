import type { MarkdownIt } from "markdown-it";

/** What a text shows of the file with this code, or null where its writer may not use it. `words`: what stands in the brackets. */
export type FileHtml = (code: string, words: string) => string | null;

const FILE = /!?\[([^[\]\n]{0,300})\]\(file:([0-9a-z]{10})\)/y;

/** Pictures and files of this site, by their codes: `![What it shows](file:CODE)`. Whatever cannot be shown stays as it was typed. */
export function fileMarks(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("link", "file", (state, silent) => {
    const { file } = state.env as { file?: FileHtml };
    if (!file || state.linkLevel > 0) return false;
    FILE.lastIndex = state.pos;
    const [typed, words, code] = FILE.exec(state.src) ?? [];
    const html = typed && file(code!, words!.trim());
    if (!html) return false;
    if (!silent) state.push("html_inline", "", 0).content = html;
    state.pos += typed.length;
    return true;
  });
}
