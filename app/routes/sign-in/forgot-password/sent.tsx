import type { LoaderFunctionArgs } from "@remix-run/node";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page(null));
}

export const meta = title("Check your email");

export default function LinkSent() {
  return (
    <>
      <PageTitle>Check your email</PageTitle>
      <p>If there is an account with the address you gave, we have sent a link to it. The link works once, for an hour from now.</p>
      <p>
        Nothing after ten minutes? Look in your junk email, check that you used the address of your account, or{" "}
        <a href="/forgot-password">ask again</a>.
      </p>
    </>
  );
}
