import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { tagPath } from "~/features/forum/components/topic-tags";
import { listTags } from "~/features/forum/tags/tags.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => page({ tags: await listTags(ctx) }));
}

export const meta = title("Tags", "Forum");

export default function TagsOfForum() {
  const { tags } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/", "/forum"]} />
      <PageTitle intro="What topics are about, across all categories.">Tags</PageTitle>
      {tags.length > 0 ? (
        <ul className="pn-rows">
          {tags.map(({ slug, name, description }) => (
            <li key={slug}>
              <h2 className="pn-rows__title">
                <a href={tagPath(slug)}>{name}</a>
              </h2>
              {description ? <p className="pn-meta">{description}</p> : null}
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState text="There are no tags yet. Moderators make them." />
      )}
    </>
  );
}
