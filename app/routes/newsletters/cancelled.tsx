import type { LoaderFunctionArgs } from "@remix-run/node";
import { title } from "~/components/layout/title";
import { Panel } from "~/components/ui/panel";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page(null));
}

export const meta = title("Your subscription has ended", "Newsletters");

export default function CancelledPage() {
  return (
    <>
      <Panel title="Your subscription has ended">We will not send you this newsletter again.</Panel>
      <p>
        If you get other newsletters from us, <a href="/newsletters/manage">see and change what we send you</a>. You can{" "}
        <a href="/newsletters">subscribe again</a> whenever you like.
      </p>
    </>
  );
}
