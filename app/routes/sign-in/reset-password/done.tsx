import type { LoaderFunctionArgs } from "@remix-run/node";
import { title } from "~/components/layout/title";
import { Panel } from "~/components/ui/panel";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page(null));
}

export const meta = title("Your password is changed");

export default function PasswordReset() {
  return (
    <>
      <Panel title="Your password is changed">You were signed out everywhere.</Panel>
      <p>
        <a href="/sign-in">Sign in with your new password</a>
      </p>
    </>
  );
}
