import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { CHANNEL_NAMES, MARKETING_PURPOSES } from "~/features/consents/marketing-purposes";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "export-list", () => page({}));
}

export const meta = title("Lists for letters and calls", "Members");

export default function ListsPage() {
  return (
    <>
      <BackLink href="/admin/members" />
      <PageTitle intro="Everybody who allowed it for that purpose and in that way, as it is today: reference, name, and address or number.">
        Lists for letters and calls
      </PageTitle>
      <p>
        Making a list is written down with its purpose, and everybody on it can see that. Use it for that purpose only, soon, and delete it
        afterwards. You can make 20 lists in 24 hours.
      </p>
      {MARKETING_PURPOSES.map(({ key, purpose }) => (
        <section key={key}>
          <h2>{purpose}</h2>
          <ul className="pn-acts">
            {(["post", "phone"] as const).map((channel) => (
              <li key={channel}>
                <Form action="/admin/members/lists/file" hidden={{ purpose: key, channel }}>
                  <Button look="secondary" hidden={`for ${purpose}`}>
                    Make the list: {CHANNEL_NAMES[channel].toLowerCase()}
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
