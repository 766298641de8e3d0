import type { MarkdownIt, StateBlock } from "markdown-it";

/** How the blocks of a page or an issue come out: with what a browser can do, or in the plain form that every mail program shows. */
export type BlockForm = "page" | "mail";

/** What `::snippet name` stands for, or null where there is none. */
export type SnippetText = (name: string) => string | null;

/** What is around a block's words, given its title as markup. */
type Around = { title?: string; page: (title: string) => [string, string]; mail: (title: string) => [string, string] };

const boxed = (title: string): [string, string] => [`<blockquote><p><strong>${title}</strong></p>`, "</blockquote>"];
const bare = (): [string, string] => ["", ""];
const inset = (title: string): [string, string] => [`<div class="nhsuk-inset-text"><p><strong>${title}</strong></p>`, "</div>"];
const callout = (title: string): [string, string] => [
  `<div class="nhsuk-warning-callout"><p class="nhsuk-warning-callout__label">${title}</p>`,
  "</div>",
];

/** Blocks with words in them, between `:::name Title` and `:::`. Without a title of its own a block has this one. */
const AROUND: Record<string, Around> = {
  note: { title: "Note", page: inset, mail: boxed },
  tip: { title: "Tip", page: inset, mail: boxed },
  important: { title: "Important", page: callout, mail: boxed },
  warning: { title: "Warning", page: callout, mail: boxed },
  details: {
    title: "More about this",
    page: (title) => [`<details class="pn-details"><summary>${title}</summary><div class="pn-details__text">`, "</div></details>"],
    mail: (title) => [`<p><strong>${title}</strong></p>`, ""],
  },
  steps: { page: () => [`<div class="pn-steps">`, "</div>"], mail: bare },
  cards: { page: () => [`<div class="pn-cards">`, "</div>"], mail: bare },
  contact: { title: "Contact", page: (title) => [`<div class="pn-contact"><p><strong>${title}</strong></p>`, "</div>"], mail: boxed },
};

/** Lines that stand for what each reader may read at that moment: of pages alone, as snippets are, since a mail says one thing for good. */
const LIVE: Record<string, RegExp> = {
  "latest-news": /^(?:10|[1-9])?$/,
  topics: /^[a-z0-9-]{1,60}(?: (?:10|[1-9]))?$/,
};

export const isLive = (name: string): boolean => Object.hasOwn(LIVE, name);

/** Blocks within blocks, at most. */
const DEEPEST = 4;
export const MOST_LIVE = 3;
export const MOST_SNIPPETS = 10;

/** What stands in a page for what each reader gets there; read back by `liveIn`. */
const LIVE_HTML = /<div data-live="((?:latest-news|topics)[ a-z0-9-]{0,70})"><p>[^<]*<\/p><\/div>/g;

const OPEN = /^:::+ ?([a-z]{1,20})(?: +(.+)|\[(.*)\])?$/i;
const CLOSE = /^:::+$/;
const LINE = /^:: ?([a-z]{1,20}(?:-[a-z]{1,20})?)(?: +(.+)|\[(.*)\])?$/i;
const FENCE = /^ {0,3}(`{3,}(?!.*`)|~{3,}(?![^~]+~))/;

export type DirectiveProblem = {
  line: number;
  name: string;
  problem: "unknown" | "unclosed" | "too-deep" | "nothing-to-close" | "wrong-words";
};
type Block = { name: string; words: string; end: number };
export type Directives = { blocks: Map<number, Block>; problems: DirectiveProblem[] };

const wordsOf = (found: RegExpExecArray): string => (found[2] ?? found[3] ?? "").trim();

/** Which lines of a text begin a block, and where it ends: each closing line ends the block that was opened last. */
export function directivesIn(text: string, form: BlockForm): Directives {
  const blocks = new Map<number, Block>();
  const problems: DirectiveProblem[] = [];
  const open: { line: number; name: string; words: string; problem: DirectiveProblem["problem"] | null }[] = [];
  let fence = "";
  text.split("\n").forEach((typed, line) => {
    const [, marks] = typed.includes("`") || typed.includes("~") ? (FENCE.exec(typed) ?? []) : [];
    if (fence) {
      if (marks?.startsWith(fence) && typed.trim() === marks) fence = "";
      return;
    }
    if (marks) fence = marks;
    if (!typed.startsWith("::")) return;
    const plain = typed.trimEnd();
    const opens = OPEN.exec(plain);
    const stands = opens ? null : LINE.exec(plain);
    if (opens) {
      const name = opens[1]!.toLowerCase();
      const problem = !Object.hasOwn(AROUND, name) ? "unknown" : open.length >= DEEPEST ? "too-deep" : null;
      open.push({ line, name, words: wordsOf(opens), problem });
    } else if (CLOSE.test(plain)) {
      const last = open.pop();
      if (!last) problems.push({ line, name: "", problem: "nothing-to-close" });
      else if (last.problem) problems.push({ line: last.line, name: last.name, problem: last.problem });
      else blocks.set(last.line, { name: last.name, words: last.words, end: line });
    } else if (stands) {
      const name = stands[1]!.toLowerCase();
      const words = wordsOf(stands).replace(/\s+/g, " ");
      const problem = lineProblem(name, words, form);
      if (problem) problems.push({ line, name, problem });
      else blocks.set(line, { name, words, end: line });
    }
  });
  for (const { line, name, problem } of open) problems.push({ line, name, problem: problem ?? "unclosed" });
  return { blocks, problems: problems.sort((one, other) => one.line - other.line) };
}

function lineProblem(name: string, words: string, form: BlockForm): DirectiveProblem["problem"] | null {
  if (form === "mail") return "unknown";
  if (name === "snippet") return /^[a-z0-9-]{1,60}$/.test(words) ? null : "wrong-words";
  if (!Object.hasOwn(LIVE, name)) return "unknown";
  return LIVE[name]!.test(words) ? null : "wrong-words";
}

/** The snippets that a text names. */
export function snippetsIn(text: string): string[] {
  if (!text.includes("::")) return [];
  const named = [...directivesIn(text, "page").blocks.values()].flatMap(({ name, words }) => (name === "snippet" ? [words] : []));
  return [...new Set(named)].slice(0, MOST_SNIPPETS);
}

type Env = { blocks?: BlockForm; snippet?: SnippetText; live?: number; snippets?: number; isSnippet?: boolean };

/**
 * Blocks of pages and issues: `:::tip Title` and what is below it until `:::`, and `::snippet name` alone on its line. They stand in no
 * list and no quote. What is no such block stays as it was typed; a title is words, never markup.
 */
export function blockDirectives(markdown: MarkdownIt): void {
  const known = new WeakMap<StateBlock, Directives>();
  const of = (state: StateBlock, form: BlockForm) => {
    const found = known.get(state) ?? directivesIn(state.src, form);
    known.set(state, found);
    return found.blocks;
  };
  markdown.block.ruler.before(
    "fence",
    "directive",
    (state, start, _end, silent) => {
      const env = state.env as Env;
      if (!env.blocks || state.blkIndent > 0 || state.src[state.bMarks[start]!] !== ":") return false;
      const block = of(state, env.blocks).get(start);
      // a block that would end outside of what is around it
      if (!block || block.end >= state.lineMax) return false;
      const markup = (html: string) => {
        if (html) state.push("html_block", "", 0).content = `${html}\n`;
      };
      if (Object.hasOwn(AROUND, block.name)) {
        if (silent) return true;
        const around = AROUND[block.name]!;
        const [before, behind] = around[env.blocks](markdown.utils.escapeHtml(block.words || (around.title ?? "")));
        const { parentType, lineMax } = state;
        markup(before);
        state.parentType = "root";
        state.lineMax = block.end;
        markdown.block.tokenize(state, start + 1, block.end);
        state.parentType = parentType;
        state.lineMax = lineMax;
        markup(behind);
      } else if (block.name === "snippet") {
        const text = env.isSnippet ? null : (env.snippet?.(block.words) ?? null);
        if (text === null || (env.snippets ?? 0) >= MOST_SNIPPETS) return false;
        if (silent) return true;
        env.snippets = (env.snippets ?? 0) + 1;
        env.isSnippet = true;
        const inner = new markdown.block.State(text, markdown, env, state.tokens);
        inner.level = state.level;
        markdown.block.tokenize(inner, 0, inner.lineMax);
        env.isSnippet = false;
      } else {
        if ((env.live ?? 0) >= MOST_LIVE) return false;
        if (silent) return true;
        env.live = (env.live ?? 0) + 1;
        const name = `${block.name} ${block.words}`.trim();
        markup(`<div data-live="${name}"><p>::${name}</p></div>`);
      }
      state.line = block.end + 1;
      return true;
    },
    { alt: ["paragraph", "reference", "blockquote", "list"] },
  );
}

export type LiveBlock = { name: "latest-news"; count: number } | { name: "topics"; category: string; count: number };
/** Rendered HTML, or what stands between two parts of it. */
export type PagePart = string | LiveBlock;

/** A stored text of a page, cut where something stands that each reader gets as it is now. */
export function liveParts(html: string): PagePart[] {
  const parts: PagePart[] = [];
  let at = 0;
  for (const { 0: whole, 1: typed, index } of html.matchAll(LIVE_HTML)) {
    const [name, first = "", second] = typed!.split(" ");
    parts.push(html.slice(at, index));
    if (name === "latest-news") parts.push({ name, count: Number(first) || 3 });
    else parts.push({ name: "topics", category: first, count: Number(second) || 5 });
    at = index + whole.length;
  }
  return [...parts, html.slice(at)];
}

/** For who gets a text away from the site, as a feed does: what is each reader's own is left out. */
export const withoutLive = (html: string): string => html.replace(LIVE_HTML, "");
