import type { SearchKind } from "~/features/people/search-row";
import { KIND_WORDS, type SearchFilter, searchPath } from "../search-filter";

type Count = { kind: SearchKind; things: number; isMore: boolean };
type Props = { text: string; filter: SearchFilter; counts: readonly Count[]; isExact: boolean };

/** Beyond it nobody counts on. */
const MOST = 100;

/** What was found, by its kinds: each that has any, with how much, and the one that is shown. */
export function KindLinks({ text, filter, counts, isExact }: Props) {
  const kinds = Object.keys(KIND_WORDS).filter((kind) => kind === filter.kind || counts.some((count) => count.kind === kind));
  if (kinds.length === 0 || (kinds.length === 1 && !filter.kind)) return null;
  const href = (kind: string) => searchPath(text, { ...filter, kind }, isExact ? { exact: "yes" } : {});
  return (
    <nav aria-label="Kinds of results">
      <ul className="pn-acts">
        <li>
          <a href={href("")} aria-current={filter.kind ? undefined : "page"}>
            All
          </a>
        </li>
        {(kinds as SearchKind[]).map((kind) => (
          <li key={kind}>
            <a href={href(kind)} aria-current={kind === filter.kind ? "page" : undefined}>
              {KIND_WORDS[kind]}
            </a>
            {inBrackets(counts.find((count) => count.kind === kind))}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function inBrackets(count: Count | undefined): string {
  if (!count) return " (0)";
  if (count.things > MOST) return ` (more than ${MOST})`;
  if (count.things === 0) return "";
  return count.isMore ? ` (${count.things} or more)` : ` (${count.things})`;
}
