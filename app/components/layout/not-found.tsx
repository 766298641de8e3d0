import { PageTitle } from "./page-title";

/** The same words for what is hidden and for what is not there. */
export const NotFound = ({ isSignedIn, signIn }: { isSignedIn: boolean; signIn: string }) => (
  <>
    <PageTitle>Page not found</PageTitle>
    <p>If you typed the address, check it. If you pasted it, check that you copied all of it.</p>
    {isSignedIn ? null : (
      <p>
        If you are a member, <a href={signIn}>sign in</a> to see it.
      </p>
    )}
    <p>
      <a href="/">Go to the home page</a>
    </p>
  </>
);
