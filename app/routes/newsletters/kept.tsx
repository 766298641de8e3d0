import type { LoaderFunctionArgs } from "@remix-run/node";
import { title } from "~/components/layout/title";
import { Panel } from "~/components/ui/panel";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page(null));
}

export const meta = title("You stay subscribed", "Newsletters");

export default function KeptPage() {
  return (
    <>
      <Panel title="You stay subscribed">The next issue will come to you as before.</Panel>
      <p>
        If you forward issues, somebody else may press “Unsubscribe” in one. Forward the copy on our site instead: it has no link of yours
        in it. You find it at the top of every issue under “Read on the web”.
      </p>
    </>
  );
}
