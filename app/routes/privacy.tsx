import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Table } from "~/components/ui/table";
import { listProcessing } from "~/features/privacy/notice.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { asAnyone } from "~/http/access.server";
import { COOKIES } from "~/http/cookies.server";
import { page } from "~/http/responses.server";
import { DAY } from "~/lib/dates";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const { name, postalAddress, privacyContact } = await getSettings(ctx);
    const cookies = Object.values(COOKIES).map(({ name, purpose, life }) => ({
      name,
      purpose,
      life: life === null ? "until you close the browser" : `${life / DAY} days`,
    }));
    return page({ name, postalAddress, privacyContact, cookies, processing: listProcessing() });
  });
}

export const meta = title("How we use your information");

export default function PrivacyPage() {
  const { name, postalAddress, privacyContact, cookies, processing } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle intro="What we hold about people, why, and for how long.">How we use your information</PageTitle>
      <p>
        {name} decides what this site does with information about you. Write to <a href={`mailto:${privacyContact}`}>{privacyContact}</a> or
        to {postalAddress}.
      </p>
      <h2>What we hold and why</h2>
      <Table
        caption="What we hold and why"
        captionHidden
        columns={[
          { heading: "Why", cell: ({ purpose }) => purpose },
          { heading: "What", cell: ({ holds }) => holds.join("; ") },
          { heading: "Lawful basis", cell: ({ basis }) => basis },
          { heading: "How long", cell: ({ retention }) => retention },
        ]}
        rows={processing}
        rowKey={({ purpose }) => purpose}
      />
      <h2>Who gets it</h2>
      <p>
        Nobody else. No page and no mail calls another company, counts you or follows your clicks. Our mail relay carries what we write to
        you. Members see your display name, job title and organisation beside what you write in the forum.
      </p>
      <h2>Your rights</h2>
      <p>
        You can see and correct your profile in your account, and stop each newsletter there or by the link in every issue. Write to us for
        a copy of everything we hold, to have it corrected, restricted or erased, or to object. It costs nothing, and we answer within a
        month. If you are not satisfied, you can complain to the{" "}
        <a href="https://ico.org.uk/make-a-complaint/" rel="noopener">
          Information Commissioner’s Office
        </a>
        .
      </p>
      <h2>Cookies</h2>
      <p>Reading needs none. These are set only when you do what they are for.</p>
      <Table
        caption="Cookies"
        captionHidden
        columns={[
          { heading: "Name", cell: ({ name }) => name },
          { heading: "What for", cell: ({ purpose }) => purpose },
          { heading: "How long", cell: ({ life }) => life },
        ]}
        rows={cookies}
        rowKey={({ name }) => name}
      />
    </>
  );
}
