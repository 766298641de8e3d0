import { PageTitle } from "~/components/layout/page-title";
import { ButtonLink } from "~/components/ui/button-link";
import { ButtonRow } from "~/components/ui/button-row";
import { InsetText } from "~/components/ui/inset-text";
import { Tag } from "~/components/ui/tag";
import type { PageTeaser } from "../types";

type Props = {
  teaser: PageTeaser;
  /** Where signing in leads back to; null for those who are signed in already. */
  signIn: string | null;
};

/** What is told of a members' page to those who may not read it. */
export function PageForMembers({ teaser, signIn }: Props) {
  return (
    <>
      <PageTitle>{teaser.title}</PageTitle>
      <p className="pn-meta">
        <Tag tone="grey">Members</Tag>
      </p>
      <p>{teaser.teaser}</p>
      <InsetText>
        {signIn
          ? "This page is for members of the network. Sign in to read it, or apply to join."
          : "This page is for members of the network. Your account does not open it."}
      </InsetText>
      <ButtonRow>
        {signIn ? <ButtonLink href={signIn}>Sign in</ButtonLink> : null}
        <a href="/register">How to join</a>
      </ButtonRow>
    </>
  );
}
