import type { LoaderFunctionArgs } from "@remix-run/node";
import { title } from "~/components/layout/title";
import { Panel } from "~/components/ui/panel";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page(null));
}

export const meta = title("Check your email", "Newsletters");

export default function CheckYourEmailPage() {
  return (
    <>
      <Panel title="Check your email">One more step: we have sent you an email with a link.</Panel>
      <p>Open the link in it and press “Confirm subscription”. Until you do, we send nothing else. The link works for 14 days.</p>
      <p>
        If no email comes within a few minutes, look into your spam folder. We send it once in 24 hours: if you asked before, use the email
        that you have. If you may have mistyped your address, <a href="/newsletters">subscribe again</a>.
      </p>
    </>
  );
}
