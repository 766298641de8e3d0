import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { SummaryList } from "~/components/ui/summary-list";
import { getMyAccount, getMyProfile } from "~/features/accounts/accounts.queries.server";
import { asSignedIn } from "~/http/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const [profile, account] = await Promise.all([getMyProfile(ctx), getMyAccount(ctx)]);
    return page({ profile, hasSecondFactor: account.hasSecondFactor });
  });
}

export const meta = title("Your account");

export default function AccountPage() {
  const { profile, hasSecondFactor } = useLoaderData<typeof loader>();
  const change = (href: string, hidden: string) => ({ href, text: "Change", hidden });
  return (
    <>
      <PageTitle>Your account</PageTitle>
      <h2>You</h2>
      <SummaryList
        rows={[
          { label: "Full name", value: profile.fullName, action: change("/account/profile", "full name") },
          { label: "Display name", value: profile.displayName, action: change("/account/profile", "display name") },
          { label: "Job title", value: profile.jobTitle, action: change("/account/profile", "job title") },
          { label: "Organisation", value: profile.organisationName, action: change("/account/profile", "organisation") },
          { label: "Interests", value: profile.interests.join(", "), action: change("/account/profile", "interests") },
        ]}
      />
      <h2>Signing in</h2>
      <SummaryList
        rows={[
          { label: "Email address", value: profile.addresses.join(", ") },
          { label: "Password", value: "Set", action: change("/account/password", "password") },
          { label: "Second factor", value: hasSecondFactor ? "On" : "Off", action: change("/account/security", "second factor") },
          {
            label: "Devices",
            value: "Where you are signed in",
            action: { href: "/account/sessions", text: "See", hidden: "where you are signed in" },
          },
        ]}
      />
      <h2>What reaches you</h2>
      <ul>
        <li>
          <a href="/account/notifications">Notifications</a>
        </li>
        <li>
          <a href="/account/newsletters">Newsletters</a>
        </li>
      </ul>
    </>
  );
}
