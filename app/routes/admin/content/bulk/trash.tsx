import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { actOnPages, tryOnPages } from "~/features/content/bulk/act-on-pages.server";
import { readCodes } from "~/features/content/bulk/bulk";
import { toldOnce } from "~/features/content/bulk/told-once";
import { BelowField } from "~/features/content/components/below-field";
import { BulkChoice, BulkPage } from "~/features/content/components/bulk-page";
import { listPath } from "~/features/content/pages/page-list";
import { TrashSchema } from "~/features/content/trash/trash.schema";
import { asStaff } from "~/http/access/access.server";
import { notFound, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { searchParams: asked, pathname, search } = new URL(request.url);
    const codes = readCodes(asked);
    const chosen = chosenBelow(asked);
    const lines = chosen && codes.length > 0 ? await tryOnPages(ctx, codes, chosen) : null;
    return page({ codes, lines, action: `${pathname}${search}` });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "trash-page", async (ctx) => {
    const asked = new URL(request.url).searchParams;
    const chosen = chosenBelow(asked);
    if (!chosen) return notFound();
    const lines = await actOnPages(ctx, readCodes(asked), chosen);
    return redirectTo(listPath({}), { success: toldOnce("trash", lines) });
  });
}

/** What becomes of the pages below these. */
function chosenBelow(asked: URLSearchParams) {
  const below = TrashSchema.safeParse({ below: asked.get("below") }).data?.below;
  return below ? { act: "trash" as const, below } : null;
}

export const meta = title("Put pages into the trash", "Manage");

export default function TrashPages() {
  const shown = useLoaderData<typeof loader>();
  return (
    <BulkPage act="trash" {...shown}>
      <BulkChoice act="trash" codes={shown.codes}>
        <BelowField initial="along" />
      </BulkChoice>
    </BulkPage>
  );
}
