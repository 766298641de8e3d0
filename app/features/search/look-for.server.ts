import { sql } from "drizzle-orm";
import { findAuthors } from "~/features/forum/posts/search-rows.queries.server";
import type { Ctx } from "~/lib/ctx";
import { type Prepared, prepareWords } from "./prepare-words.server";
import { countLexemes, findThings, type SearchPage } from "./search.queries.server";
import type { SearchAmong, SearchFilter } from "./search-filter";
import { type Clause, parseQuery, withWords } from "./search-query";
import { oneSlip, plainWord, someSlips } from "./typing-errors";

/** Of a longer query so many of the words are looked at for typing errors, and by themselves. */
const MOST_LOOKED_AT = 4;
/** Who types more words wrongly means another language, or nothing. */
const MOST_WRONG = 2;

export type Answer = Omit<SearchPage, "spellings" | "isCut"> & {
  /** What was searched for instead of what was typed. */
  corrected: string | null;
  /** Common words, which are not searched for. */
  leftOut: string[];
  /** They were all that was typed. */
  isTooCommon: boolean;
  /** Only the newest texts were looked through, or the newest of what matched, or the texts of some of those who are called so. */
  isPartial: boolean;
  /** Where nothing was found: those of the words that something is found by. */
  alone: string[];
};

const NOTHING: Answer = { found: [], next: null, corrected: null, leftOut: [], isTooCommon: false, isPartial: false, alone: [] };

/**
 * What this reader finds by these words; where that is nothing, and a word was typed wrongly, what they find by the word that was meant.
 * Nothing is suggested by which they find nothing, so that no suggestion tells of a text that they may not read.
 */
export async function lookFor(
  ctx: Ctx,
  { filter, ...asked }: { text: string; filter: SearchFilter; after: string | null; isExact: boolean },
): Promise<Answer> {
  const called = filter.by ? await findAuthors(ctx, filter.by) : null;
  const answer = await lookAmong(ctx, { ...asked, filter: { ...filter, authors: called?.ids ?? null } });
  return called?.isCut ? { ...answer, isPartial: true } : answer;
}

async function lookAmong(
  ctx: Ctx,
  { text, filter, after, isExact }: { text: string; filter: SearchAmong; after: string | null; isExact: boolean },
): Promise<Answer> {
  const clauses = parseQuery(text);
  const words = await prepareWords(ctx, clauses);
  const { leftOut } = words;
  if (words.query === null) return { ...NOTHING, leftOut, isTooCommon: leftOut.length > 0 };
  const { found, next, isCut } = await findThings(ctx, words, filter, after);
  if (found.length > 0 || after) return { ...NOTHING, found, next, leftOut, isPartial: words.isCommon || isCut };

  const { known, unknown } = await tellApart(ctx, clauses, filter);
  // a word that thousands of texts hold is spelled as it should be, though none of the newest is this reader's
  const isWrong = !isExact && !words.isCommon && unknown.length > 0 && unknown.length <= MOST_WRONG;
  const together = isWrong ? await meantTogether(ctx, clauses, unknown, filter) : null;
  const meant = together ?? (isWrong ? await meantAlone(ctx, unknown, filter) : new Map<string, string>());
  const corrected = isWrong && meant.size === unknown.length ? await findSpelled(ctx, text, meant, filter) : null;
  if (corrected) return { ...NOTHING, ...corrected, leftOut };
  const alone = clauses.length > 1 ? [...known.flatMap(({ terms }) => terms.map(({ text }) => text)), ...meant.values()] : [];
  return { ...NOTHING, leftOut, isPartial: words.isCommon, alone };
}

/** The words by which this reader finds something, and the single words by which they find nothing. */
async function tellApart(ctx: Ctx, clauses: readonly Clause[], filter: SearchAmong): Promise<{ known: Clause[]; unknown: Clause[] }> {
  const wanted = clauses.filter(({ isExcluded }) => !isExcluded).slice(0, MOST_LOOKED_AT);
  const known: Clause[] = [];
  const unknown: Clause[] = [];
  for (const clause of wanted) {
    const words = await prepareWords(ctx, [clause]);
    if (words.query === null) continue;
    const isKnown = wanted.length > 1 && (await findThings(ctx, words, filter, null)).found.length > 0;
    if (isKnown) known.push(clause);
    else if (clause.terms.length === 1 && !clause.terms[0]!.isQuoted && plainWord(clause.terms[0]!.text)) unknown.push(clause);
  }
  return { known, unknown };
}

/** What was probably meant by each of the words, where one slip explains them and some text holds them all. */
async function meantTogether(ctx: Ctx, clauses: readonly Clause[], unknown: readonly Clause[], filter: SearchAmong) {
  const possible = await wordsMeant(ctx, clauses, unknown, oneSlip, filter);
  const spelled = possible && (await spellAll(ctx, possible, filter));
  return spelled?.size === unknown.length ? spelled : null;
}

/** What was probably meant by each word that something is found by alone. */
async function meantAlone(ctx: Ctx, unknown: readonly Clause[], filter: SearchAmong): Promise<Map<string, string>> {
  const meant = new Map<string, string>();
  for (const clause of unknown) {
    for (const slips of [oneSlip, someSlips]) {
      const possible = await wordsMeant(ctx, [clause], [clause], slips, filter);
      const spelled = possible ? await spellAll(ctx, possible, filter) : new Map<string, string>();
      for (const [typed, spelling] of spelled) meant.set(typed, spelling);
      if (spelled.size > 0) break;
    }
  }
  return meant;
}

/** Of the possible spellings of each word the one that stands most often in what the reader finds by it; none where all are made up. */
async function spellAll(ctx: Ctx, possible: ReadonlyMap<string, readonly string[]>, filter: SearchAmong): Promise<Map<string, string>> {
  const spelled = new Map<string, string>();
  for (const [typed, some] of possible) {
    const words = await prepareWords(ctx, parseQuery(some[0]!));
    if (words.query === null) continue;
    const { spellings } = await findThings(ctx, words, filter, null);
    const used = (word: string) => spellings.filter((spelling) => spelling === word).length;
    const [best] = [...some].sort((a, b) => used(b) - used(a));
    if (best && used(best) > 0) spelled.set(typed, best);
  }
  return spelled;
}

async function findSpelled(ctx: Ctx, text: string, spelled: ReadonlyMap<string, string>, filter: SearchAmong) {
  const corrected = withWords(text, spelled);
  const words = await prepareWords(ctx, parseQuery(corrected));
  if (words.query === null) return null;
  const { found, next, isCut } = await findThings(ctx, words, filter, null);
  return found.length > 0 ? { found, next, corrected, isPartial: words.isCommon || isCut } : null;
}

/**
 * For each unknown word the possible spellings of the one that most of what the reader finds holds;
 * null where there is none for one of them.
 */
async function wordsMeant(
  ctx: Ctx,
  clauses: readonly Clause[],
  unknown: readonly Clause[],
  slips: (word: string) => string[],
  filter: SearchAmong,
): Promise<Map<string, string[]> | null> {
  const possible = new Map<Clause, { word: string; lexeme: string }[]>();
  for (const clause of unknown) possible.set(clause, await inUse(ctx, slips(plainWord(clause.terms[0]!.text)!)));
  if ([...possible.values()].some((words) => words.length === 0)) return null;

  const widened = clauses.map((clause) => {
    const words = possible.get(clause);
    return words ? { ...clause, terms: words.map(({ word }) => ({ text: word, isQuoted: false, isUnfinished: false })) } : clause;
  });
  const prepared = (await prepareWords(ctx, widened)) as Prepared;
  const counts = await countLexemes(
    ctx,
    prepared,
    filter,
    [...possible.values()].flat().map(({ lexeme }) => lexeme),
  );
  const meant = new Map<string, string[]>();
  for (const [clause, words] of possible) {
    const typed = clause.terms[0]!.text;
    const weight = ({ word, lexeme }: { word: string; lexeme: string }) =>
      (counts.get(lexeme) ?? 0) * (word[0] === plainWord(typed)![0] ? FIRST_LETTER_WEIGHT : 1);
    const best = [...words].sort((a, b) => weight(b) - weight(a))[0]!;
    if (!counts.has(best.lexeme)) return null;
    meant.set(
      typed,
      words.filter(({ lexeme }) => lexeme === best.lexeme).map(({ word }) => word),
    );
  }
  return meant;
}

/** Spellings that are held against the index at once, the nearest first. */
const MOST_SPELLINGS = 6000;

/** The first letter is seldom the wrong one. */
const FIRST_LETTER_WEIGHT = 10;

async function inUse(ctx: Ctx, words: readonly string[]) {
  if (words.length === 0) return [];
  return [
    ...(await ctx.db.execute<{ word: string; lexeme: string }>(
      sql`select word, lexeme from words_in_use(${sql.param(words.slice(0, MOST_SPELLINGS))}::text[])`,
    )),
  ];
}
