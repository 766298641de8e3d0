import type { LoaderFunctionArgs } from "@remix-run/node";
import { title } from "~/components/layout/title";
import { Panel } from "~/components/ui/panel";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page(null));
}

export const meta = title("Check your email", "Join the network");

export default function CheckYourEmailPage() {
  return (
    <>
      <Panel title="Check your email">One more step: we have sent you an email with a link.</Panel>
      <p>Open the link in it to confirm your application. Until you do, nobody looks at it. The link works for 30 days.</p>
      <p>
        If no email comes within a few minutes, look into your spam folder. We send it once in 24 hours: if you applied before, use the
        email that you have; its link shows what you typed last. If you may have mistyped your address, <a href="/register">apply again</a>.
      </p>
    </>
  );
}
