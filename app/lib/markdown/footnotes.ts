import type { MarkdownIt, StateBlock, StateCore, Token } from "markdown-it";
import type { BlockForm } from "./directives";

/** Each may be named by a number or a word. */
const NOTE = /^\[\^([a-z0-9-]{1,30})\]:[ \t]+(\S.*)$/i;
const MARK = /\[\^([a-z0-9-]{1,30})\](?!:)/iy;
const MARKS = /\[\^([a-z0-9-]{1,30})\](?!:)/gi;

type Notes = {
  /** By name: the words. */
  texts: Map<string, string>;
  /** By name: their numbers, in the order in which the text comes to them. */
  numbers: Map<string, number>;
};
type Env = { blocks?: BlockForm; anchors?: boolean; isSnippet?: boolean; notes?: Notes };

const notesOf = (env: Env): Notes => {
  env.notes ??= { texts: new Map(), numbers: new Map() };
  return env.notes;
};

/**
 * Footnotes: `[^1]` in a text, and `[^1]: its words` in a line by itself, which stands at the end. A note that nothing leads to, and a mark
 * without a note, stay as they were typed. In a mail they lead nowhere, and are found by their numbers.
 */
export function footnotes(markdown: MarkdownIt): void {
  const named = new WeakMap<StateBlock, Set<string>>();
  markdown.block.ruler.before(
    "paragraph",
    "note",
    (state, start, _end, silent) => {
      const env = state.env as Env;
      if (!env.blocks || env.isSnippet || state.blkIndent > 0 || state.src[state.bMarks[start]!] !== "[") return false;
      const [, name, words] = NOTE.exec(state.src.slice(state.bMarks[start], state.eMarks[start])) ?? [];
      if (!name) return false;
      const marks = named.get(state) ?? new Set([...state.src.matchAll(MARKS)].map(([, each]) => each!.toLowerCase()));
      named.set(state, marks);
      const key = name.toLowerCase();
      const { texts } = notesOf(env);
      if (!marks.has(key) || texts.has(key)) return false;
      if (silent) return true;
      texts.set(key, words!.trim());
      state.line = start + 1;
      return true;
    },
    { alt: ["paragraph", "blockquote", "list"] },
  );
  markdown.inline.ruler.before("link", "note_mark", (state, silent) => {
    const env = state.env as Env;
    if (!env.notes || state.src[state.pos + 1] !== "^" || state.linkLevel > 0) return false;
    MARK.lastIndex = state.pos;
    const [typed, name] = MARK.exec(state.src) ?? [];
    const key = name?.toLowerCase() ?? "";
    if (!typed || !env.notes.texts.has(key)) return false;
    if (!silent) {
      const { numbers } = env.notes;
      const isFirst = !numbers.has(key);
      const number = numbers.get(key) ?? numbers.size + 1;
      numbers.set(key, number);
      const id = isFirst && env.anchors ? ` id="note-ref-${number}"` : "";
      const words = env.anchors ? `<a href="#note-${number}">[${number}]</a>` : `[${number}]`;
      state.push("html_inline", "", 0).content = `<sup${id}>${words}</sup>`;
    }
    state.pos += typed.length;
    return true;
  });
  markdown.core.ruler.after("inline", "notes", addNotes);
}

/** The notes in the order of their numbers; then those that only code or other notes name. */
function addNotes(state: StateCore): void {
  const env = state.env as Env;
  const { notes } = env;
  if (!notes || notes.texts.size === 0) return;
  const markup = (content: string) => state.tokens.push(Object.assign(new state.Token("html_block", "", 0), { content }));
  const { texts, numbers } = notes;
  const add = (name: string, isMarked: boolean) => {
    const inline = Object.assign(new state.Token("inline", "", 0), { content: texts.get(name)!, children: [] as Token[] });
    const number = numbers.get(name)!;
    markup(env.anchors ? `<li id="note-${number}">` : "<li>");
    state.md.inline.parse(inline.content, state.md, env, inline.children);
    state.tokens.push(inline);
    markup(env.anchors && isMarked ? ` <a href="#note-ref-${number}">Back to the text</a></li>\n` : "</li>\n");
  };
  markup(`<div class="pn-footnotes"><p><strong>Notes</strong></p>\n<ol>\n`);
  // a note may come to others, which stand behind it; of the rest nothing but code or such a note says the name
  const rest = texts.keys();
  const unmarked = new Set<string>();
  const goOn = (added: number) => {
    for (let next = rest.next(); added === numbers.size && !next.done; next = rest.next()) {
      if (numbers.has(next.value)) continue;
      numbers.set(next.value, numbers.size + 1);
      unmarked.add(next.value);
      return;
    }
  };
  let added = 0;
  goOn(added);
  for (const name of numbers.keys()) {
    add(name, !unmarked.has(name));
    goOn(++added);
  }
  markup("</ol></div>\n");
}
