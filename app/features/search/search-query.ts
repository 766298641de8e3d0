import { hasWord } from "./places";

/** Longer ones hold no more meaning; the rest is left out, and said. */
export const QUERY_MAX = 200;

/** Shorter beginnings of words would match half of everything. */
const UNFINISHED = /[\p{L}\p{N}]{3}$/u;
/** Digits that together are one number, such as a telephone's. */
const DIGITS_OF_NUMBER = 9;

export type SearchQuery = {
  text: string;
  /** More was typed than is searched for. */
  isCut: boolean;
};

/** What is searched for: one line without control characters. Everything else may be typed. */
export function readQuery(typed: string | null): SearchQuery {
  const line = (typed ?? "")
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const letters = [...line];
  return { text: letters.slice(0, QUERY_MAX).join("").trim(), isCut: letters.length > QUERY_MAX };
}

/** A word, or several that stand side by side. */
export type Term = { text: string; isQuoted: boolean; isUnfinished: boolean };

/** Any of the terms is in what is found, or none of them. */
export type Clause = { terms: readonly Term[]; isExcluded: boolean };

type Piece = { text: string; isQuoted: boolean; isExcluded: boolean };

/**
 * What was typed, as any search understands it: all words, “side by side” in quotes, `-without`, this
 * `or` that. The last word may be unfinished.
 */
export function parseQuery(text: string): Clause[] {
  const pieces = joinNumbers(piecesOf(text.replace(/[“”„‟«»＂]/g, '"')));
  const clauses: Clause[] = [];
  for (const [at, piece] of pieces.entries()) {
    const last = clauses.at(-1);
    if (isOr(piece) && last && !last.isExcluded && pieces[at + 1] && !isOr(pieces[at + 1]!)) continue;
    const { text, isQuoted, isExcluded } = piece;
    const isAlternative =
      last !== undefined && at > 1 && isOr(pieces[at - 1]!) && !isOr(pieces[at - 2]!) && !isExcluded && !last.isExcluded;
    if (isAlternative) {
      clauses[clauses.length - 1] = { ...last, terms: [...last.terms, { text, isQuoted, isUnfinished: false }] };
    } else {
      const texts = isQuoted || isExcluded ? [text] : wordsOf(text);
      clauses.push(...texts.map((text) => ({ terms: [{ text, isQuoted, isUnfinished: false }], isExcluded })));
    }
  }
  const worded = clauses
    .map((clause) => ({ ...clause, terms: clause.terms.filter(({ text }) => hasWord(text)) }))
    .filter(({ terms }) => terms.length > 0);
  return unfinish(worded, text);
}

const isOr = ({ text, isQuoted, isExcluded }: Piece) => !isQuoted && !isExcluded && text.toLowerCase() === "or";

function piecesOf(text: string): Piece[] {
  return [...text.matchAll(/(?<=^|\s)(-?)"([^"]*)"?|([^\s"]+|")/g)].map(([, minus, quoted, word = ""]) =>
    quoted === undefined
      ? { text: word.replace(/^-(?=[^-\s])/, ""), isQuoted: false, isExcluded: /^-[^-\s]/.test(word) }
      : { text: quoted, isQuoted: true, isExcluded: minus === "-" },
  );
}

/** The groups of a number, typed with spaces, belong together. */
function joinNumbers(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  let run: Piece[] = [];
  const end = () => {
    const text = run.map((piece) => piece.text).join(" ");
    if (run.length > 1 && text.replace(/\D/g, "").length >= DIGITS_OF_NUMBER) joined.push({ text, isQuoted: true, isExcluded: false });
    else joined.push(...run);
    run = [];
  };
  for (const piece of pieces) {
    if (!piece.isQuoted && !piece.isExcluded && /^[+(]?\d[\d().-]*$|^\(\d+\)/.test(piece.text)) run.push(piece);
    else {
      end();
      joined.push(piece);
    }
  }
  end();
  return joined;
}

/** An address is found with or without what it begins with; what slashes join are words of their own. */
const wordsOf = (text: string): string[] => text.replace(/^(https?:\/\/)?(www\.(?=.*\.))?/i, "").split(/[/?&=#;|]+|,(?!\d{3})/);

/** The last word, where nothing else is meant by how it ends. */
function unfinish(clauses: Clause[], text: string): Clause[] {
  const last = clauses.at(-1);
  const [term, ...others] = last?.terms ?? [];
  if (!last || !term || others.length > 0 || last.isExcluded || term.isQuoted || !text.endsWith(term.text) || !UNFINISHED.test(term.text))
    return clauses;
  return [...clauses.slice(0, -1), { ...last, terms: [{ ...term, isUnfinished: true }] }];
}

/** The same query with other words in the place of some: for a word that was typed wrongly. */
export const withWords = (text: string, words: ReadonlyMap<string, string>): string =>
  text.replace(/[^\s"]+/g, (typed) => words.get(typed) ?? typed);
