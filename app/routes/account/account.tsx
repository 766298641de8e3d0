import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { SECTIONS, type SectionAddress } from "~/components/layout/sections";
import { title } from "~/components/layout/title";
import { SummaryList } from "~/components/ui/summary-list";
import { getMyProfile } from "~/features/accounts/accounts.queries.server";
import { asSignedIn } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx, { stored }) =>
    page({ profile: await getMyProfile(ctx), hasSecondFactor: stored?.hasSecondFactor ?? false }),
  );
}

export const meta = title("Your account");

type Way = { href: SectionAddress; hint: string };

/** What each page is for, in the words of whoever looks for it. */
const REACHES: readonly Way[] = [
  { href: "/account/reach", hint: "Whatever we may send you that you can choose, in one place" },
  { href: "/account/newsletters", hint: "Choose them, or stop them at once" },
  { href: "/account/notifications", hint: "What you were told" },
  { href: "/account/contact", hint: "Email, post and phone, for each purpose by itself" },
];
const DETAILS: readonly Way[] = [
  { href: "/account/drafts", hint: "What you began to write and did not send" },
  { href: "/account/ignored", hint: "Whose posts are folded away, and how to undo it" },
  { href: "/account/privacy", hint: "What we hold, who looked at it, what you agreed to, and a copy of it" },
  { href: "/account/privacy/restrict", hint: "At once, and for as long as you like" },
  { href: "/account/leave", hint: "Close your account and have your details erased" },
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

const LinkList = ({ links }: { links: readonly Way[] }) => (
  <ul>
    {links.map(({ href, hint }) => (
      <li key={href}>
        <a href={href}>{SECTIONS[href]}</a>: {hint}
      </li>
    ))}
  </ul>
);
