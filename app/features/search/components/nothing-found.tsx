import { EmptyState } from "~/components/ui/empty-state";

type Props = { text: string; isSignedIn: boolean };

/** What was searched, and where to go on instead. */
export const NothingFound = ({ text, isSignedIn }: Props) => (
  <EmptyState
    text={`Nothing found for “${text}”. We looked for all these words in the guidance, the news, the forum’s topics and posts, and the comments${isSignedIn ? " that you can read" : " that are open to everybody"}.`}
  >
    <ul>
      <li>Try fewer or other words.</li>
      {isSignedIn ? null : (
        <li>
          If you are a member,{" "}
          <a href={`/sign-in?${new URLSearchParams({ next: `/search?${new URLSearchParams({ q: text })}` })}`}>sign in</a>: most of the
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
