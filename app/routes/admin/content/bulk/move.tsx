import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { actOnPages, tryOnPages } from "~/features/content/bulk/act-on-pages.server";
import { bulkAddress, readCodes } from "~/features/content/bulk/bulk";
import { toldOnce } from "~/features/content/bulk/told-once";
import { BulkPage } from "~/features/content/components/bulk-page";
import { PlacePicker } from "~/features/content/components/place-picker";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { listPath } from "~/features/content/pages/page-list";
import { pickPlace } from "~/features/content/pages/pick-place.queries.server";
import { asStaff } from "~/http/access/access.server";
import { notFound, page, redirectTo } from "~/http/responses.server";
import type { Ctx } from "~/lib/ctx";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { searchParams: asked, pathname, search } = new URL(request.url);
    const codes = readCodes(asked);
    const chosen = await chosenPlace(ctx, asked);
    const lines = chosen && codes.length > 0 ? await tryOnPages(ctx, codes, chosen) : null;
    return page({ codes, lines, action: `${pathname}${search}`, places: chosen ? null : await pickPlace(ctx, asked) });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "move-page", async (ctx) => {
    const asked = new URL(request.url).searchParams;
    const chosen = await chosenPlace(ctx, asked);
    if (!chosen) return notFound();
    const lines = await actOnPages(ctx, readCodes(asked), chosen);
    return redirectTo(listPath({}), { success: toldOnce("move", lines) });
  });
}

const TOP = "top";

/** Below which page, by its code, or at the top. */
async function chosenPlace(ctx: Ctx, asked: URLSearchParams) {
  const below = asked.get("below");
  if (!below) return null;
  return { act: "move" as const, below: below === TOP ? "" : (await getPageToEdit(ctx, below)).path };
}

export const meta = title("Move pages", "Manage");

export default function MovePages() {
  const { codes, lines, action, places } = useLoaderData<typeof loader>();
  return (
    <BulkPage act="move" codes={codes} lines={lines} action={action}>
      {places ? (
        <PlacePicker
          places={places}
          base={bulkAddress("move", codes)}
          chosen={(code) => bulkAddress("move", codes, { below: code ?? TOP })}
        />
      ) : null}
    </BulkPage>
  );
}
