/** Whom a post mentions, by the number that its texts name, as they are called now: nobody once they left. */
export type Mention = {
  number: number;
  name: string | null;
  /** Tells them from others of the name, and where the page about them is, if this reader has it. */
  ref: string;
  hasPage: boolean;
  /** Their data may be used. */
  isUsable: boolean;
};

/** Stands where somebody who left was mentioned. */
export const FORMER = "a former member";

/** What a mention becomes in a kept text: it names nobody. */
export const holeOf = (number: number): string => `@{${number}}`;
const HOLE = /@\{(\d{1,5})\}/g;
/** The same in HTML, but within links and tags, where there can be no further one. */
const HOLE_IN_HTML = /<a\b[^>]*>[\s\S]*?<\/a>|<[^>]*>|@\{(\d{1,5})\}/g;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const wordsOf = ({ name }: Mention): string => (name === null ? FORMER : `@${name}`);

const byNumber = (mentions: readonly Mention[], number: string) => mentions.find((each) => each.number === Number(number));

/** The HTML of a kept text with the present names of whom it mentions. */
export function showMentions(html: string, mentions: readonly Mention[]): string {
  if (mentions.length === 0) return html;
  const words = (text: string) => fillHoles(text, mentions, (mention) => escaped(wordsOf(mention)));
  return html.replace(HOLE_IN_HTML, (found: string, number?: string) => {
    const mention = number === undefined ? undefined : byNumber(mentions, number);
    if (!mention?.name || !mention.hasPage) return words(found);
    return `<a class="pn-mention" href="/members/${mention.ref}">${escaped(wordsOf(mention))}</a>`;
  });
}

/**
 * A kept text in the words that readers get: as others read it, `abroad` without those whose data is not to be used, and `typed`, from
 * which each mention becomes the same again.
 */
export function nameMentions(text: string, mentions: readonly Mention[], as: "read" | "abroad" | "typed"): string {
  return fillHoles(text, mentions, (mention, hole) => {
    if (as === "abroad") return mention.isUsable ? wordsOf(mention) : FORMER;
    if (as === "read") return wordsOf(mention);
    const isShared = mentions.some(({ number, name }) => name === mention.name && number !== mention.number);
    return mention.name === null ? hole : isShared ? `@${mention.name} (${mention.ref})` : `@${mention.name}`;
  });
}

const fillHoles = (text: string, mentions: readonly Mention[], words: (mention: Mention, hole: string) => string): string =>
  mentions.length === 0
    ? text
    : text.replace(HOLE, (hole, number: string) => {
        const mention = byNumber(mentions, number);
        return mention ? words(mention, hole) : hole;
      });

/**
 * A text in which nothing that was typed names a mention, but where one stands that has a number among these: in code and plain
 * quotes, none.
 */
export function breakHoles(text: string, numbers: readonly number[]): string {
  const places = new Set(findTyped(text).map(({ at }) => at));
  return text.replace(HOLE, (hole, number: string, at: number) =>
    numbers.includes(Number(number)) && places.has(at) ? hole : hole.replace("@", "@ "),
  );
}

/** Whether a kept text was made of a typed one, however the names in it were written and told apart. */
export function isMadeOf(kept: string, mentions: readonly Mention[], typed: string): boolean {
  const text = breakHoles(typed, []);
  let at = 0;
  const isNext = (part: string): boolean => {
    const [, number = ""] = /^@\{(\d{1,5})\}$/.exec(part) ?? [];
    const mention = byNumber(mentions, number);
    if (!mention) {
      at += part.length;
      return text.startsWith(part, at - part.length);
    }
    const words = text.slice(at + 1, at + 1 + LONGEST).split("\n")[0]!;
    const name = possibleNames(words).find((typed) => isCalled(mention, typed));
    if (text[at] !== "@" || name === undefined) return false;
    const behind = refBehind(words.slice(name.length));
    at += 1 + name.length + (behind?.ref === mention.ref ? behind.length : 0);
    return true;
  };
  return kept.split(/(@\{\d{1,5}\})/).every(isNext) && at === text.length;
}

/** Whether somebody is called as it is typed, in whatever case and accents. */
export const isCalled = ({ name }: Mention, typed: string): boolean => name !== null && asCalled(name) === asCalled(typed);
const asCalled = (name: string) => name.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();

/** The words of a quote with the holes of the post that they are of. */
export function foldMentions(words: string, mentions: readonly Mention[]): string {
  const longest = [...mentions].sort((one, other) => wordsOf(other).length - wordsOf(one).length);
  return longest.reduce((folded, mention) => {
    const name = wordsOf(mention);
    const [first = "", ...rest] = folded.split(name);
    // within a longer name or word it is another one
    return rest.reduce((text, behind) => text + (/^[\p{L}\p{M}\p{N}]/u.test(behind) ? name : holeOf(mention.number)) + behind, first);
  }, words);
}

/** A place of a text where somebody may be mentioned: what stands behind the @, with the reference that may follow a name. */
export type TypedMention = { at: number; words: string };

/** In code, and in what is quoted without saying of which post, nobody is mentioned. */
const PASSED_OVER = /^ {0,3}(`{3,}|~{3,})[\s\S]*?(?:^ {0,3}\1[`~]* *$|(?![\s\S]))|`+[^`\n]*`+|^ {0,3}>.*$/gm;
const AT = /(?<![\p{L}\p{M}\p{N}_@./+-])@(?=[\p{L}\d{])/gu;
const LONGEST = 120;

/** Where an @ stands before a word. */
export function findTyped(text: string): TypedMention[] {
  const passed = [...text.matchAll(PASSED_OVER)].map(({ index, 0: code }) => [index, index + code.length] as const);
  let next = 0;
  return [...text.matchAll(AT)].flatMap(({ index }) => {
    // both in their order
    while (next < passed.length && passed[next]![1] <= index) next++;
    if (next < passed.length && passed[next]![0] <= index) return [];
    return [{ at: index, words: text.slice(index + 1, index + 1 + LONGEST).split("\n")[0]! }];
  });
}

/** The most words that a name has. */
const MOST_WORDS = 6;

/** With how many words a name may end there, the longest first. */
export function possibleNames(words: string): string[] {
  const ends = [...words.matchAll(/[\p{L}\p{M}\p{N}.)](?![\p{L}\p{M}\p{N}])/gu)].map(({ index }) => index + 1);
  const names = ends.map((end) => words.slice(0, end)).filter((name) => name.split(/\s+/).length <= MOST_WORDS);
  return names.slice(0, 2 * MOST_WORDS).reverse();
}

const REF = /^ ?\(([0-9A-HJKMNP-TV-Z]{10})\)/i;

/** The reference behind a name, which tells people of one name apart, and how long it is as it was typed. */
export function refBehind(rest: string): { ref: string; length: number } | null {
  const [typed, ref] = REF.exec(rest) ?? [];
  return typed && ref ? { ref: ref.toUpperCase(), length: typed.length } : null;
}

/** What is said of an @ that mentions nobody: as many words as begin with a capital letter, or one. */
export const saidOf = (words: string): string => /^[\p{L}\p{M}\p{N}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]*)*/u.exec(words)?.[0] ?? words;

/** What the page after a text was posted says of what was typed like a mention and is none. */
export const untoldWord = (untold: readonly string[] = [], done: "Posted" | "Saved" = "Posted"): { success?: string } =>
  untold.length === 0 ? {} : { success: `${done}. ${untold.slice(0, 3).join(" ")}` };
