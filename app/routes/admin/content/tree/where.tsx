import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { PlacePicker } from "~/features/content/components/place-picker";
import { newPagePath, wherePath } from "~/features/content/pages/edit-path";
import { treePath } from "~/features/content/pages/page-list";
import { pickPlace } from "~/features/content/pages/pick-place.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => page(await pickPlace(ctx, new URL(request.url).searchParams)));
}

export const meta = title("Where does the new page go?", "Manage");

export default function WhereNewPage() {
  const places = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={treePath(places.way.at(-1)?.code)} />
      <PageTitle intro="You can change it before you save the page, and move the page later.">Where does the new page go?</PageTitle>
      <p>
        <a href={newPagePath("news")}>In the news, as an article</a>
      </p>
      <PlacePicker places={places} base={wherePath()} chosen={(code) => newPagePath(code ?? undefined)} />
    </>
  );
}
