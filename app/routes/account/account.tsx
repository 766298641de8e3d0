import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { SummaryList } from "~/components/ui/summary-list";
import { getMyAccount, getMyProfile } from "~/features/accounts/accounts.queries.server";
import { asSignedIn } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const [profile, account] = await Promise.all([getMyProfile(ctx), getMyAccount(ctx)]);
    return page({ profile, hasSecondFactor: account.hasSecondFactor });
  });
}

export const meta = title("Your account");

/** What each page is for, in the words of whoever looks for it. */
const REACHES = [
  { href: "/account/newsletters", text: "Newsletters", hint: "Choose them, or stop them at once" },
  { href: "/account/notifications", text: "Notifications", hint: "What you are told, here and by email" },
  { href: "/account/contact", text: "How we may reach you", hint: "Email, post and phone, for each purpose by itself" },
];
const DETAILS = [
  { href: "/account/drafts", text: "Drafts", hint: "What you began to write and did not send" },
  { href: "/account/privacy", text: "Your information", hint: "What we hold, who looked at it, what you agreed to, and a copy of it" },
  { href: "/account/privacy/restrict", text: "Stop using my details", hint: "At once, and for as long as you like" },
  { href: "/account/leave", text: "Leave", hint: "Close your account and have your details erased" },
];

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
          { label: "Email address", value: profile.addresses.join(", "), action: change("/account/email", "email address") },
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
      <LinkList links={REACHES} />
      <h2>Your information and your rights</h2>
      <LinkList links={DETAILS} />
    </>
  );
}

const LinkList = ({ links }: { links: readonly { href: string; text: string; hint: string }[] }) => (
  <ul>
    {links.map(({ href, text, hint }) => (
      <li key={href}>
        <a href={href}>{text}</a>: {hint}
      </li>
    ))}
  </ul>
);
