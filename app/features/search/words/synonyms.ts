import { slugOf } from "~/lib/slug";
import type { Clause, Term } from "../search-query";

/** Words of a phrase that is recognised in what was typed. */
export const LONGEST_PHRASE = 6;
/** Others that are searched for beside one word, of all its groups together. */
const MOST_OTHERS = 12;

/** Words and phrases that mean the same. */
export type Synonyms = readonly (readonly string[])[];

/** How words are compared: without case, accents and signs. Empty for those of another script. */
export const keyOf = (words: string): string => slugOf(words, 200);

/**
 * What was typed, with what means the same beside it, and what that is. What is searched for besides is looked up for nothing further, so
 * groups that name each other end; what is left out (`-word`) stays as it was typed.
 */
export function withSynonyms(clauses: readonly Clause[], synonyms: Synonyms): { clauses: Clause[]; others: string[] } {
  const groups = groupsByKey(synonyms);
  const found: string[] = [];
  const widened: Clause[] = [];
  for (let at = 0; at < clauses.length; ) {
    const { length, others } = longestFrom(clauses, at, groups);
    const besides = length > 1 ? "phrase" : "word";
    const beside: Term[] = others.map((text) => ({ text, isQuoted: true, isUnfinished: false, besides }));
    // the last term stays the last: it may be unfinished
    for (const clause of clauses.slice(at, at + length)) widened.push({ ...clause, terms: [...beside, ...clause.terms] });
    found.push(...others);
    at += length;
  }
  return { clauses: widened, others: [...new Set(found)] };
}

/** The longest phrase that begins with a clause and has synonyms; the clause alone, with none, where there is no such phrase. */
function longestFrom(clauses: readonly Clause[], at: number, groups: ReadonlyMap<string, string[]>) {
  const first = clauses[at]!;
  if (first.isExcluded) return { length: 1, others: [] };
  if (first.terms.length > 1) return { length: 1, others: otherThan(first, groups) };
  const plain = clauses.slice(at, at + LONGEST_PHRASE).findIndex(({ terms, isExcluded }) => isExcluded || terms.length > 1);
  const most = plain < 0 ? Math.min(LONGEST_PHRASE, clauses.length - at) : plain;
  for (let length = most; length > 0; length--) {
    const words = clauses.slice(at, at + length).map(({ terms }) => terms[0]!.text);
    const others = groups.get(keyOf(words.join(" ")));
    if (others) return { length, others };
  }
  return { length: 1, others: [] };
}

/** Of `this or that`: what means the same as either, and is not typed. */
function otherThan({ terms }: Clause, groups: ReadonlyMap<string, string[]>): string[] {
  const typed = terms.map(({ text }) => keyOf(text));
  return [...new Set(typed.flatMap((key) => groups.get(key) ?? []))].filter((other) => !typed.includes(keyOf(other))).slice(0, MOST_OTHERS);
}

function groupsByKey(synonyms: Synonyms): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const words of synonyms)
    for (const word of words) {
      const key = keyOf(word);
      const others = words.filter((other) => keyOf(other) !== key);
      if (key) groups.set(key, [...new Set([...(groups.get(key) ?? []), ...others])].slice(0, MOST_OTHERS));
    }
  return groups;
}
