import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { actOnPages, tryOnPages } from "~/features/content/bulk/act-on-pages.server";
import { readCodes } from "~/features/content/bulk/bulk";
import { toldOnce } from "~/features/content/bulk/told-once";
import { BulkPage } from "~/features/content/components/bulk-page";
import { listPath } from "~/features/content/pages/page-list";
import { asStaff } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { searchParams: asked, pathname, search } = new URL(request.url);
    const codes = readCodes(asked);
    const lines = codes.length > 0 ? await tryOnPages(ctx, codes, CHOSEN) : null;
    return page({ codes, lines, action: `${pathname}${search}` });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "take-page-down", async (ctx) => {
    const asked = new URL(request.url).searchParams;
    const lines = await actOnPages(ctx, readCodes(asked), CHOSEN);
    return redirectTo(listPath({}), { success: toldOnce("take-down", lines) });
  });
}

const CHOSEN = { act: "take-down" as const };

export const meta = title("Take pages down", "Manage");

export default function TakePagesDown() {
  return <BulkPage act="take-down" {...useLoaderData<typeof loader>()} />;
}
