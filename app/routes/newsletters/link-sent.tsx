import type { LoaderFunctionArgs } from "@remix-run/node";
import { title } from "~/components/layout/title";
import { Panel } from "~/components/ui/panel";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page(null));
}

export const meta = title("Check your email", "Newsletters");

export default function LinkSentPage() {
  return (
    <>
      <Panel title="Check your email">We have sent you a link to your newsletters.</Panel>
      <p>The link works for 60 minutes.</p>
      <p>
        If no email comes, look into your spam folder, or <a href="/newsletters/manage">try another address</a>. To protect people from
        unwanted email we send one such link a day to an address, until it is used. You can always leave a newsletter with the link in any
        issue.
      </p>
    </>
  );
}
