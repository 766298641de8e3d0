import type { MarkdownIt } from "markdown-it";

const MARK = /[!-/:-@[-`{-~]/;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * Signs as people type them who know no Markdown: “2*x*3” is a sum, “__init__” a name, “~~~Note~~~” a frame, “C:\_x” and
 * “\\server\rotas” folders, “&nbsp;” what it says. A backslash stays, and what stands behind it marks nothing (before a bar in a table's
 * cell it goes: the bar could not be typed otherwise); with `escapes` it goes, in texts that we put together ourselves. Entities would
 * also hide characters that nobody sees from who checks what was typed.
 */
export function plainWords({ inline }: MarkdownIt): void {
  inline.ruler.disable("entity");
  inline.ruler.at("escape", (state, silent) => {
    const { src, pos, posMax, env } = state;
    if (src[pos] !== "\\") return false;
    const end = pos + (pos + 1 < posMax && MARK.test(src[pos + 1]!) ? 2 : 1);
    if (!silent) state.pending += src.slice(env.escapes && end > pos + 1 ? pos + 1 : pos, end);
    state.pos = end;
    return true;
  });
  inline.State = class extends inline.State {
    override scanDelims(start: number, canSplitWord: boolean) {
      const found = super.scanDelims(start, canSplitWord);
      const around = [this.src[start - 1] ?? "", this.src[start + found.length] ?? ""];
      const isInWord = around.every((sign) => LETTER.test(sign)) && (found.length === 1 || around.every((sign) => /\d/.test(sign)));
      const isName = this.src[start] === "_" && found.length > 1;
      const isFrame = this.src[start] === "~" && found.length > 2;
      return isInWord || isName || isFrame ? { ...found, can_open: false, can_close: false } : found;
    }
  };
}
