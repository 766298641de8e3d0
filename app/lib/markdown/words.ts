import type { MarkdownIt } from "markdown-it";

const MARK = /[!-/:-@[-`{-~]/;
const LETTER = /[\p{Alphabetic}\p{N}]/u;
const BRACKET_OPENS = /\p{Ps}/u;
const BRACKET_CLOSES = /\p{Pe}/u;
/** “.*” behind a star: signs alone, then marks. Of more signs than these somebody drew a line. */
const SIGNS_ALONE = /^(?:(?![*_])\p{P}){1,20}([*_~]+)/u;

/**
 * Signs as people type them who know no Markdown: “2*x*3” and “x**2” are sums, “f**k” a word, “*.*” all files, “(*)” the mark of a note,
 * “__init__” a name, “~~~Note~~~” a frame, “C:\_x” and “\\server\rotas” folders, “&nbsp;” what it says. A backslash stays, and what
 * stands behind it marks nothing (before a bar in a table's cell it goes: the bar could not be typed otherwise); with `escapes` it goes,
 * in texts that we put together ourselves. Entities would also hide characters that nobody sees from who checks what was typed.
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
      const mark = this.src.slice(start, start + found.length);
      const before = this.src[start - 1] ?? "";
      const behind = this.src[start + mark.length] ?? "";
      const isInWord = LETTER.test(before) && LETTER.test(behind);
      const isName = mark.startsWith("__");
      const isFrame = mark.startsWith("~~~");
      if (isInWord || isName || isFrame) return { ...found, can_open: false, can_close: false };
      const [, next] = SIGNS_ALONE.exec(this.src.slice(start + mark.length, start + 2 * mark.length + 21)) ?? [];
      const opens = !BRACKET_CLOSES.test(before) && !BRACKET_CLOSES.test(behind) && next !== mark;
      return { ...found, can_open: found.can_open && opens, can_close: found.can_close && !BRACKET_OPENS.test(before) };
    }
  };
}
