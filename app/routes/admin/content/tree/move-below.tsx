import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { PlacePicker } from "~/features/content/components/place-picker";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { pickPlace } from "~/features/content/pages/pick-place.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { code, title } = await getPageToEdit(ctx, params.code ?? "");
    return page({ code, title, places: await pickPlace(ctx, new URL(request.url).searchParams) });
  });
}

export const meta = title("Where does the page go?", "Manage");

export default function MoveBelow() {
  const { code, title, places } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={editPath(code)} />
      <PageTitle intro="The next page says what the move means, and asks you before it is done.">Move {quoted(title)} below…</PageTitle>
      <p>
        <a href={editPath(code, "move")}>Type the address instead</a>
      </p>
      <PlacePicker
        places={places}
        base={editPath(code, "move-below")}
        chosen={(below) => `${editPath(code, "move")}?below=${below ?? "top"}`}
      />
    </>
  );
}
