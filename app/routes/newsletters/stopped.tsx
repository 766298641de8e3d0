import type { LoaderFunctionArgs } from "@remix-run/node";
import { title } from "~/components/layout/title";
import { Panel } from "~/components/ui/panel";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page(null));
}

export const meta = title("We have stopped sending", "Newsletters");

export default function StoppedPage() {
  return (
    <>
      <Panel title="We have stopped sending">You will get no further issue.</Panel>
      <p>
        We send you one email with a link, at most one in 24 hours. Behind it you can press “Confirm cancellation”, or “Keep me subscribed”
        if it was not you.
      </p>
      <p>If you do nothing, your subscription ends 14 days after that email.</p>
    </>
  );
}
