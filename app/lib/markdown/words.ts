import type { MarkdownIt, StateCore } from "markdown-it";

/** What stands in columns; two spaces behind a sentence end it. */
const GAPS = /\t|(?<![.!?:]) {2,}| {3,}/g;
const MARK = /[!-/:-@[-`{-~]/;
const LETTER = /[\p{Alphabetic}\p{N}]/u;
const BRACKET_OPENS = /\p{Ps}/u;
const BRACKET_CLOSES = /\p{Pe}/u;
/** “.*” behind a star: signs alone, then marks. Of more signs than these somebody drew a line. */
const SIGNS_ALONE = /^(?:(?![*_])\p{P}){1,20}([*_~]+)/u;

/**
 * Signs as people type them who know no Markdown: “2*x*3” and “x**2” are sums, “f**k” and “don`t” words, “*.*” all files, “(*)” the mark
 * of a note, “`so'” a quote, “__init__” a name, “~~~Note~~~” a frame, “C:\_x” and “\\server\rotas” folders, “&nbsp;” what it says. A
 * backslash stays, and what stands behind it marks nothing (before a bar in a table's cell it goes: the bar could not be typed otherwise);
 * with `escapes` it goes, in texts that we put together ourselves. Entities would also hide characters that nobody sees from who checks
 * what was typed.
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
  const backticks = inline.ruler.__rules__[inline.ruler.__find__("backticks")]!.fn;
  inline.ruler.at("backticks", (state, silent) => {
    const { src, pos } = state;
    if (!backticks(state, true)) return false;
    const typed = src.slice(pos, state.pos);
    const isInWord = [src[pos - 1], src[state.pos]].some((sign) => sign && LETTER.test(sign));
    state.pos = pos;
    if (!isInWord && !typed.includes("\n")) return backticks(state, silent);
    const [marks] = /^`+/.exec(typed)!;
    if (!silent) state.pending += marks;
    state.pos += marks.length;
    return true;
  });
  inline.State = class extends inline.State {
    override scanDelims(start: number, canSplitWord: boolean) {
      const found = super.scanDelims(start, canSplitWord);
      const mark = this.src.slice(start, start + found.length);
      const before = this.src[start - 1] ?? "";
      const behind = this.src[start + mark.length] ?? "";
      const isName = mark.startsWith("__");
      const isFrame = mark.startsWith("~~~");
      const isInSum = /\d/.test(before) && /\d/.test(behind);
      const isInWord = LETTER.test(before) && LETTER.test(behind);
      if (isName || isFrame || isInSum || (isInWord && mark.length === 1)) return { ...found, can_open: false, can_close: false };
      const [, next] = SIGNS_ALONE.exec(this.src.slice(start + mark.length, start + 2 * mark.length + 21)) ?? [];
      const opens = !isInWord && !BRACKET_CLOSES.test(before) && !BRACKET_CLOSES.test(behind) && next !== mark;
      return { ...found, can_open: found.can_open && opens, can_close: found.can_close && !BRACKET_OPENS.test(before) };
    }
  };
}

/** Columns that are no table keep their gaps, on pages and in mails, where a run of spaces or tabs shows as one. */
export const withGaps = (text: string): string =>
  text.replace(GAPS, (gap) => (gap === "\t" ? "\u2003" : `${"\u00A0".repeat(gap.length - 1)} `));

/** The same of text among marks; that of code has rules of its own. */
export function keepGaps({ tokens }: StateCore): void {
  for (const token of tokens) for (const child of token.children ?? []) if (child.type === "text") child.content = withGaps(child.content);
}

/** A row whose first cells are empty: at the beginning of a line a tab is taken for indent, which it is where no row has one inside. */
export function keepCorners({ tokens }: StateCore): void {
  for (const token of tokens)
    if (token.type === "inline" && /\S\t/.test(token.content)) token.content = token.content.replace(/(?<=\n)\t+/g, withGaps);
}
