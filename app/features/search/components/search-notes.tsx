import type { SearchFilter } from "../search-filter";
import { searchPath } from "../search-filter";

type Props = { text: string; corrected: string | null; leftOut: readonly string[]; filter: SearchFilter };

/** What was searched for where that is not all that was typed. */
export const SearchNotes = ({ text, corrected, leftOut, filter }: Props) => (
  <>
    {corrected ? (
      <p>
        Showing results for <strong>{corrected}</strong>. Search instead for <a href={searchPath(text, filter, { exact: "yes" })}>{text}</a>
        .
      </p>
    ) : null}
    {leftOut.length > 0 ? (
      <p className="pn-meta">{`We left out ${inQuotes(leftOut)}: nearly every text has ${leftOut.length > 1 ? "these words" : "it"}.`}</p>
    ) : null}
  </>
);

function inQuotes(words: readonly string[]): string {
  const quoted = [...new Set(words)].map((word) => `“${word}”`);
  return quoted.length > 1 ? `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}` : (quoted[0] ?? "");
}
