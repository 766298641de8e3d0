import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { When } from "~/components/ui/when";
import { getMyStanding, restrictMyself } from "~/features/privacy/my-standing.server";
import { asHolder, asSignedIn } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";

const HERE = "/account/privacy/restrict";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => page(await getMyStanding(ctx)));
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "restrict-own-data", async (ctx) => {
    await restrictMyself(ctx);
    return redirectTo(HERE, { success: "From now on your details are not used." });
  });
}

export const meta = title("Stop using my details", "Your account");

export default function RestrictPage() {
  const { restriction } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/account", "/account/privacy"]} />
      <PageTitle intro="Your right to restrict: we keep your details, and do nothing with them.">Stop using my details</PageTitle>
      <h2>What stops</h2>
      <ul>
        <li>Newsletters and everything else that you chose, by whatever way. Your choices are kept for later.</li>
        <li>Email about replies and other news of the site.</li>
        <li>Your place in lists of members.</li>
      </ul>
      <h2>What still comes</h2>
      <ul>
        <li>Email about the safety of your account: a new password, a new address.</li>
        <li>Email about your rights: receipts, and answers to what you asked of us.</li>
      </ul>
      <p>You can still sign in, read and write. What you wrote in the forum stays as it is.</p>
      {restriction === null ? (
        <Form action={HERE}>
          <Button>Stop using my details</Button>
        </Form>
      ) : restriction.isOwn ? (
        <>
          <p>
            Stopped since <When at={restriction.since} time />.
          </p>
          <Form action={`${HERE}/lift`}>
            <Button>Use my details again</Button>
          </Form>
        </>
      ) : (
        <p>
          Stopped since <When at={restriction.since} time />, for a reason of its own. <a href="/contact">Ask us</a> if you do not know
          which.
        </p>
      )}
    </>
  );
}
