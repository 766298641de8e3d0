import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { subjectPath } from "~/features/people/components/subject-links";
import { listInterests } from "~/features/people/interests.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => page({ subjects: await listInterests(ctx) }));
}

export const meta = title("Subjects");

export default function SubjectsPage() {
  const { subjects } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/", "/guidance"]} />
      <PageTitle intro="Each has its guidance, news, topics of the forum and issues of newsletters on one page.">Subjects</PageTitle>
      {subjects.length > 0 ? (
        <ul className="pn-rows">
          {subjects.map(({ slug, name, description }) => (
            <li key={slug}>
              <h2 className="pn-rows__title">
                <a href={subjectPath(slug)}>{name}</a>
              </h2>
              {description ? <p>{description}</p> : null}
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState text="There are no subjects yet.">
          <p>
            <a href="/guidance">See all guidance</a>
          </p>
        </EmptyState>
      )}
    </>
  );
}
