import type { LoaderFunctionArgs } from "@remix-run/node";
import { title } from "~/components/layout/title";
import { Panel } from "~/components/ui/panel";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page(null));
}

export const meta = title("Thank you", "Contact us");

export default function ConfirmedPage() {
  return (
    <>
      <Panel title="Thank you">Your address is confirmed.</Panel>
      <p>We answer as we promised when you wrote. There is nothing else to do.</p>
      <p>
        <a href="/">Go to the home page</a>
      </p>
    </>
  );
}
