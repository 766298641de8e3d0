import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { listReadableCategories } from "~/features/forum/categories/categories.queries.server";
import { CategoryList } from "~/features/forum/components/category-list";
import { newTopicAction } from "~/features/forum/components/topic-form";
import { asMember } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asMember(request, async (ctx) => page({ categories: await listReadableCategories(ctx) }));
}

export const meta = title("Start a topic", "Forum");

export default function ChooseCategory() {
  const { categories } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/", "/forum"]} />
      <PageTitle intro="Choose where it belongs. What you write is read by everybody who can read there.">Start a topic</PageTitle>
      {categories.length > 0 ? (
        <CategoryList categories={categories} href={newTopicAction} />
      ) : (
        <EmptyState text="There is no category yet that you can write in." />
      )}
    </>
  );
}
