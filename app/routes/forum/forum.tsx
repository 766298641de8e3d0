import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { EmptyState } from "~/components/ui/empty-state";
import { InsetText } from "~/components/ui/inset-text";
import { listCategories } from "~/features/forum/categories/categories.queries.server";
import { CategoryList } from "~/features/forum/components/category-list";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => page({ categories: await listCategories(ctx), isSignedIn: ctx.actor.kind === "person" }));
}

export const meta = title("Forum");

export default function Forum() {
  const { categories, isSignedIn } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle intro="Questions and experience from people who run practices.">Forum</PageTitle>
      {categories.length > 0 ? <CategoryList categories={categories} /> : <EmptyState text="The forum’s categories will be listed here." />}
      {isSignedIn ? null : (
        <InsetText>
          <p>
            Most of the forum is for members. If you are one, <a href="/sign-in?next=/forum">sign in</a> to read and write.
          </p>
        </InsetText>
      )}
    </>
  );
}
