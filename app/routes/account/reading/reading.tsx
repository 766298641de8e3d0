import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { getMyReading } from "~/features/content/reading/reads.server";
import { asSignedIn } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => page(await getMyReading(ctx)));
}

export const meta = title("What you read", "Your account");

export default function Reading() {
  const { isStopped, pages } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/account", "/account/privacy"]} />
      <PageTitle intro="When guidance has changed since you read it, the page says so and leads to the words that changed.">
        What you read
      </PageTitle>
      <p>
        {isStopped
          ? "You stopped this. We remember nothing of the guidance that you read."
          : `For that we remember which text of a guidance page you read last, and when: of ${pages} ${pages === 1 ? "page" : "pages"} now. Nobody else sees it.`}
      </p>
      {isStopped ? (
        <Form action="/account/reading/remember">
          <Button>Remember it from now on</Button>
        </Form>
      ) : (
        <Form action="/account/reading/forget">
          <Button look="secondary">Forget it, and remember no more</Button>
        </Form>
      )}
    </>
  );
}
