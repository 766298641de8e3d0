import type { LoaderFunctionArgs } from "@remix-run/node";
import { title } from "~/components/layout/title";
import { Panel } from "~/components/ui/panel";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page(null));
}

export const meta = title("We have stopped", "Contact us");

export default function StoppedPage() {
  return (
    <>
      <Panel title="We have stopped">All newsletters and everything else that we send by choice has ended.</Panel>
      <p>
        Nobody can sign you up again without you: it would take a button in an email to you. If you have an account, emails about it still
        come, such as a new password.
      </p>
      <p>
        To have more erased than that, see <a href="/privacy">your rights</a>.
      </p>
    </>
  );
}
