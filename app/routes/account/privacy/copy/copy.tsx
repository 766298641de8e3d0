import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { CopyTable } from "~/features/privacy/components/copy-table";
import { listMyCopies, makeMyCopy } from "~/features/privacy/my-copy.server";
import { asHolder, asSignedIn } from "~/http/access/access.server";
import { countAttempt } from "~/http/forms/limits.server";
import { page, redirectTo } from "~/http/responses.server";

const HERE = "/account/privacy/copy";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => page({ copies: await listMyCopies(ctx) }));
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "copy-own-data", async (ctx) => {
    await countAttempt("own-copy", ctx.actor.personId);
    await makeMyCopy(ctx);
    return redirectTo(HERE, { success: "Your copy is made. Fetch it within seven days." });
  });
}

export const meta = title("A copy of everything", "Your account");

export default function CopyPage() {
  const { copies } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/account", "/account/privacy"]} />
      <PageTitle intro="Everything that we hold about you, from every part of the site. It costs nothing, and is made at once.">
        A copy of everything
      </PageTitle>
      <p>
        You get it as a page to read and print, and as data to take elsewhere; or as one file that has both, and the pictures and files that
        you added. Other people are not named in it. For the summary alone, see <a href="/account/privacy/held">what we hold about you</a>.
      </p>
      <Form action={HERE}>
        <Button>Make a copy now</Button>
      </Form>
      {copies.length > 0 ? (
        <>
          <h2>Copies made</h2>
          <CopyTable copies={copies} />
          <p>We ask for your password again before you fetch one. They are deleted after seven days.</p>
        </>
      ) : null}
    </>
  );
}
