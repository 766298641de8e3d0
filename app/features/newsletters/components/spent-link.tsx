import { PageTitle } from "~/components/layout/page-title";
import { ButtonLink } from "~/components/ui/button-link";

export type SpentState = "used" | "expired" | "superseded" | "withdrawn";

type Props = { state: SpentState; words: Partial<Record<SpentState, string>>; again: { href: string; text: string } };

const TITLES: Record<SpentState, string> = {
  used: "This link has been used",
  expired: "This link has expired",
  superseded: "A newer link has been sent",
  withdrawn: "This newsletter is no longer offered to you",
};

/** A mailed link that does nothing any more: why, and how to go on. */
export const SpentLink = ({ state, words, again }: Props) => (
  <>
    <PageTitle>{TITLES[state]}</PageTitle>
    <p>{words[state]}</p>
    <ButtonLink href={again.href}>{again.text}</ButtonLink>
  </>
);
