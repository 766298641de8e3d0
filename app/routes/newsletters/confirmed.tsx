import type { LoaderFunctionArgs } from "@remix-run/node";
import { title } from "~/components/layout/title";
import { Panel } from "~/components/ui/panel";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page(null));
}

export const meta = title("You are subscribed", "Newsletters");

export default function ConfirmedPage() {
  return (
    <>
      <Panel title="You are subscribed">The next issue will come to you.</Panel>
      <p>
        Every issue says at its end how to leave. You can also <a href="/newsletters/manage">see and change what we send you</a> at any
        time.
      </p>
      <p>
        <a href="/newsletters">Read earlier issues</a>
      </p>
    </>
  );
}
