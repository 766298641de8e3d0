import { PageTitle } from "~/components/layout/page-title";
import { ButtonLink } from "~/components/ui/button-link";
import { InsetText } from "~/components/ui/inset-text";
import { SecurityBreadcrumbs } from "./security-breadcrumbs";

type Props = {
  codes: readonly string[];
  /** What was done besides. */
  done?: string;
  /** Where to go on. */
  next?: string;
};

/** Shown once, to be printed or written down. */
export const RecoveryCodes = ({ codes, done, next = "/account/security" }: Props) => (
  <>
    <SecurityBreadcrumbs />
    <PageTitle intro="Print this page or write the codes down, and keep them where your phone is not. We cannot show them again.">
      Your recovery codes
    </PageTitle>
    {done ? <p>{done}</p> : null}
    <InsetText>
      <ul className="nhsuk-list">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </InsetText>
    <p>
      When you have lost your app, each of them works once in place of its code. Capitals, spaces and hyphens do not matter. Earlier codes
      no longer work.
    </p>
    <ButtonLink href={next}>I have kept them</ButtonLink>
  </>
);
