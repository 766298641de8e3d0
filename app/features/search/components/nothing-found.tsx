import { EmptyState } from "~/components/ui/empty-state";
import { isNarrowed, type SearchFilter, searchPath } from "../search-filter";

type Props = { text: string; filter: SearchFilter; isSignedIn: boolean; isTooCommon: boolean; alone: readonly string[] };

/** What was searched, and where to go on instead. */
export const NothingFound = ({ text, filter, isSignedIn, isTooCommon, alone }: Props) => (
  <EmptyState text={isTooCommon ? tooCommon(text) : nothingFor(text, isSignedIn)}>
    <ul>
      {isNarrowed(filter) ? (
        <li>
          <a href={searchPath(text, {})}>Search everything</a>, of any kind, place, author and date.
        </li>
      ) : null}
      {alone.map((word) => (
        <li key={word}>
          Search for <a href={searchPath(word, filter)}>{word}</a> alone.
        </li>
      ))}
      <li>{isTooCommon ? "Add a word that says more of what you look for." : "Try fewer or other words."}</li>
      {isSignedIn ? null : (
        <li>
          If you are a member, <a href={`/sign-in?${new URLSearchParams({ next: searchPath(text, filter) })}`}>sign in</a>: most of the
          forum is for members.
        </li>
      )}
      <li>
        Go to the <a href="/guidance">guidance</a>, the <a href="/news">news</a> or the <a href="/forum">forum</a>.
      </li>
      <li>
        <a href="/contact">Ask us</a>.
      </li>
    </ul>
  </EmptyState>
);

const tooCommon = (text: string) => `“${text}” is too common to search for by itself: nearly every text has it.`;

const nothingFor = (text: string, isSignedIn: boolean) =>
  `Nothing found for “${text}”. We looked for all these words in the guidance, the news, the forum’s topics and posts, and the comments${isSignedIn ? " that you can read" : " that are open to everybody"}.`;
