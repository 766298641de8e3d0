import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";
import { getMyPrivacy } from "~/features/privacy/my-privacy.queries.server";
import { PROCESSING_WORDS } from "~/features/privacy/processing-words";
import { asSignedIn } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => page(await getMyPrivacy(ctx)));
}

export const meta = title("Your information", "Your account");

export default function MyPrivacyPage() {
  const { kinds, agreed, standing } = useLoaderData<typeof loader>();
  const see = (href: string, hidden: string, text = "See") => ({ href: `/account/privacy/${href}`, text, hidden });
  return (
    <>
      <Breadcrumbs crumbs={["/account"]} />
      <PageTitle intro={`We hold ${kinds} kinds of information about you. Everything on this page is yours to see, to change or to end.`}>
        Your information
      </PageTitle>
      <SummaryList
        rows={[
          { label: "What we hold", value: `${kinds} kinds, each with its purpose`, action: see("held", "what we hold about you") },
          {
            label: "Who looked at it",
            value: "Each look by staff, with its reason",
            action: see("looks", "who looked at your information"),
          },
          {
            label: "What you agreed to",
            value: agreed === 0 ? "Nothing at the moment" : `${agreed} ${agreed === 1 ? "permission" : "permissions"} in force`,
            action: see("consents", "what you agreed to"),
          },
          {
            label: "A copy of everything",
            value: "Made at once, to read and to take along",
            action: see("copy", "a copy of everything", "Get"),
          },
          {
            label: "What you read",
            value: "Which guides you have read, to tell you what changed since",
            action: { href: "/account/reading", text: "Change", hidden: "whether we remember what you read" },
          },
          {
            label: "Figures and reports",
            value: PROCESSING_WORDS[standing.processing],
            action: see("processing", "whether you are counted", "Change"),
          },
          {
            label: "Use of your details",
            value: standing.restriction ? (
              <>
                Stopped since <When at={standing.restriction.since} />
              </>
            ) : (
              "As you agreed"
            ),
            action: see("restrict", "whether your details are used", "Change"),
          },
        ]}
      />
      <p>
        To correct something, change <a href="/account/profile">your profile</a>, or <a href="/contact">ask us</a>. To have everything
        erased, <a href="/account/leave">leave</a>. How we use information in general is in <a href="/privacy">our notice</a>.
      </p>
    </>
  );
}
