import { type ReactNode, useContext } from "react";
import { SentFormAgain } from "~/components/forms/sent-form";
import { Banner } from "~/components/ui/banner";
import { InsetText } from "~/components/ui/inset-text";
import { WordContext } from "./word-context";

type Props = {
  status: number;
  /** For whoever is signed out, where signing in may help: the address to come back to. */
  signInFor?: string | null;
  reason?: string;
  retryAfterSeconds?: number;
  /** Finds the line in the log. */
  reference?: string | null;
};

type Words = { title: string; text: ReactNode };

const WORDS: Record<number, Words> = {
  400: { title: "We could not read what was sent", text: "Go back, check the page’s form and send it again." },
  403: { title: "You cannot do this", text: "Your account does not have access to this page or act." },
  404: { title: "Page not found", text: "If you typed or pasted the address, check that it is complete and correct." },
  405: { title: "This page cannot be used like that", text: "Open it in a web browser." },
  409: {
    title: "Somebody else changed this first",
    text: "Nothing of yours was saved. Copy your text, then open the page again to see what is there now.",
  },
  410: {
    title: "This is no longer here",
    text: "It was removed, or the link was used or has expired. Ask for a new link if you need one.",
  },
  413: { title: "That is too much to send at once", text: "Nothing was saved. Go back, shorten your text and send it again." },
  421: { title: "This is not the address of this site", text: "Check the address, or start from the link you were given." },
  429: { title: "Too many attempts", text: "Nothing was changed." },
  503: {
    title: "Sorry, the service is unavailable",
    // also of a connection that was lost while what came was being stored
    text: "What you sent just now may not have been saved. Try again in a minute.",
  },
};

const BROKEN: Words = {
  title: "Sorry, there is a problem with the service",
  text: "What you sent just now may not have been saved. Try again later.",
};

const REASONS: Record<string, Words> = {
  "cross-site": {
    title: "This was sent from another site",
    text: "For your safety nothing was changed. Open the page here and use its form.",
  },
  "other-writer": {
    title: "Nothing was done",
    text: "Somebody else was signed in here when this page was opened. Open it again, check that it is yours, and use its form.",
  },
  "topic-removed": { title: "This topic was removed", text: "Its author or a moderator removed it, with all that stood in it." },
  "forum-suspended": {
    title: "You are suspended from the forum",
    text: <a href="/forum">See why, until when, and how to appeal</a>,
  },
  "own-near-miss": { title: "You wrote this", text: "Somebody else looks at a text that seemed to identify a patient." },
  "near-miss-of-others": {
    title: "Somebody else looks at this",
    text: "Whoever can open the place looks at the text and takes it off the list.",
  },
  "members-only": { title: "This is for members", text: "Your account is not a member’s, so this page is not open to you." },
  "staff-only": { title: "This is for staff", text: "Your account does not have the role that this page needs." },
};

/** What happened and what to do, for an answer that is not the page asked for. */
export function ProblemPage({ status, signInFor, reason, retryAfterSeconds, reference }: Props) {
  const { title, text } = (reason && REASONS[reason]) || WORDS[status] || BROKEN;
  const word = useContext(WordContext);
  return (
    <>
      {word ? <Banner kind={word.kind}>{word.text}</Banner> : null}
      <h1 className="nhsuk-heading-l">{title}</h1>
      {signInFor ? (
        <InsetText>
          <p>
            You are not signed in, and some pages are for members only. If you are a member,{" "}
            <a href={`/sign-in?next=${encodeURIComponent(signInFor)}`}>sign in</a> and we will bring you back here.
          </p>
        </InsetText>
      ) : null}
      <p>{text}</p>
      {status === 429 ? <p>Wait {waitInWords(retryAfterSeconds ?? 60)}, then try again.</p> : null}
      <SentFormAgain status={status} />
      {reference ? (
        <p>
          If this goes on, tell us this reference: <span className="pn-reference">{reference}</span>
        </p>
      ) : null}
      <p>
        <a href="/">Go to the home page</a>
      </p>
    </>
  );
}

export const problemTitle = (status: number, reason?: string) => ((reason && REASONS[reason]) || WORDS[status] || BROKEN).title;

function waitInWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? "a second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
