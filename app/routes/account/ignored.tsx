import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { When } from "~/components/ui/when";
import { MemberName, memberPath } from "~/features/forum/components/member-name";
import { WHAT_IGNORING_DOES } from "~/features/forum/ignoring/ignore.policy";
import { listIgnored } from "~/features/forum/ignoring/ignores.queries.server";
import { asSignedIn } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => page({ ignored: await listIgnored(ctx) }));
}

export const meta = title("Members you ignore", "Your account");

export default function IgnoredPage() {
  const { ignored } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/account"]} />
      <PageTitle intro={`${WHAT_IGNORING_DOES} They are not told. Moderators’ acts on your posts reach you all the same.`}>
        Members you ignore
      </PageTitle>
      {ignored.length === 0 ? (
        <EmptyState text="Nobody. To ignore a member, open the page about them: their name leads there." />
      ) : (
        <ul className="pn-rows">
          {ignored.map(({ ref, ignoredAt, ...who }) => (
            <li key={ref}>
              <h2 className="pn-rows__title">
                <MemberName who={who} />
              </h2>
              <p className="pn-meta">
                Since <When at={ignoredAt} />
              </p>
              <Form action={`${memberPath(ref)}/stop-ignoring`}>
                <Button look="link" hidden={who.name}>
                  Stop ignoring
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
