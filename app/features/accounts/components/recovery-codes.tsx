import { PageTitle } from "~/components/layout/page-title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { InsetText } from "~/components/ui/inset-text";

/** Shown once, to be printed or written down. */
export const RecoveryCodes = ({ codes }: { codes: readonly string[] }) => (
  <>
    <Breadcrumbs
      crumbs={[
        { title: "Your account", href: "/account" },
        { title: "Second factor", href: "/account/security" },
      ]}
    />
    <PageTitle intro="Print this page or write the codes down, and keep them where your phone is not. We cannot show them again.">
      Your recovery codes
    </PageTitle>
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
    <ButtonLink href="/account/security">I have kept them</ButtonLink>
  </>
);
