import type { MarkdownIt } from "markdown-it";

/**
 * Signs as people type them who know no Markdown: “2*3*4” is a sum, “\\server\rotas” a folder, “&nbsp;” what it says. Entities would also hide
 * characters that nobody sees from who checks what was typed.
 */
export function plainWords({ inline }: MarkdownIt): void {
  inline.ruler.disable("entity");
  inline.ruler.before("escape", "backslashes", (state, silent) => {
    if (!state.src.startsWith("\\\\", state.pos)) return false;
    if (!silent) state.pending += "\\\\";
    state.pos += 2;
    return true;
  });
  inline.State = class extends inline.State {
    override scanDelims(start: number, canSplitWord: boolean) {
      const found = super.scanDelims(start, canSplitWord);
      const isSum = /\d/.test(this.src[start - 1] ?? "") && /\d/.test(this.src[start + found.length] ?? "");
      return isSum ? { ...found, can_open: false, can_close: false } : found;
    }
  };
}
