import type { LoaderFunctionArgs } from "@remix-run/node";
import { title } from "~/components/layout/title";
import { ButtonLink } from "~/components/ui/button-link";
import { Panel } from "~/components/ui/panel";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page(null));
}

export const meta = title("Welcome");

export default function AcceptedPage() {
  return (
    <>
      <Panel title="Welcome">You have an account, and your groups are open to you.</Panel>
      <p>Sign in with the address that the invitation went to. The forum shows what your groups talk about.</p>
      <ButtonLink href="/sign-in?next=%2Fforum">Sign in</ButtonLink>
    </>
  );
}
