import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { InsetText } from "~/components/ui/inset-text";
import { NextPrevious } from "~/components/ui/next-previous";
import { When } from "~/components/ui/when";
import { getGroup } from "~/features/permissions/groups.queries.server";
import { GroupMembers } from "~/features/records/components/group-members";
import { EVERYBODY, listAwaited, listMembers } from "~/features/records/members.queries.server";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "change-roles", async (ctx) => {
    const { slug, name, description, endedAt } = await getGroup(ctx, params.slug ?? "");
    const after = new URL(request.url).searchParams.get("after");
    const { rows: people, next } = await listMembers(ctx, { ...EVERYBODY, role: slug }, after);
    const awaited = await listAwaited(ctx, slug);
    const path = `/admin/groups/${slug}`;
    return page({ path, name, description, endedAt, people, awaited, next: next ? `${path}?after=${next}` : null });
  });
}

export const meta = title("Group", "Manage");

export default function GroupPage() {
  const { path, name, description, endedAt, people, awaited, next } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/groups"]} />
      <PageTitle caption="Group" intro={description}>
        {name}
      </PageTitle>
      {endedAt ? (
        <>
          <InsetText>
            This group ended on <When at={endedAt} />. Nobody is in it, and what was for it alone is closed to its readers.
          </InsetText>
          <Form action={`${path}/start-again`}>
            <Button look="secondary">Start the group again</Button>
          </Form>
        </>
      ) : (
        <>
          <ButtonLink href={`${path}/add`}>Add somebody</ButtonLink>
          <h2>Who is in it</h2>
          {people.length === 0 ? (
            <EmptyState text="Nobody yet. People come in when you add them, or by an invitation for specialists." />
          ) : (
            <GroupMembers path={path} people={people} />
          )}
          <NextPrevious next={next} label="More people" />
          {awaited.people.length > 0 ? (
            <>
              <h2>Who will be in it later</h2>
              <ul>
                {awaited.people.map(({ ref, name, startsAt }) => (
                  <li key={ref}>
                    <a href={`/admin/members/${ref}`}>{name ?? ref}</a>, from <When at={startsAt} />
                  </li>
                ))}
              </ul>
              {awaited.isCut ? <p>More come later than these.</p> : null}
            </>
          ) : null}
        </>
      )}
      <p>
        <a href={`${path}/change`}>Change its name or what it is for</a>
      </p>
      {endedAt ? null : (
        <p>
          <a href={`${path}/end`}>End the group</a>
        </p>
      )}
    </>
  );
}
