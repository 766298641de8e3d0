import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { editPath } from "~/features/content/pages/edit-path";
import { countBelow, getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { pageAddress } from "~/features/content/pages/page-path";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { asStaff } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { code, path, title } = await getPageToEdit(ctx, params.code ?? "");
    return page({ code, path, title, below: await countBelow(ctx, path) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "take-page-down", async (ctx) => {
    await takeDownPage(ctx, params.code ?? "");
    return redirectTo(editPath(params.code ?? ""), { success: "The page is taken down." });
  });
}

export const meta = title("Take a page down", "Manage");

export default function TakeDownPage() {
  const { code, path, title, below } = useLoaderData<typeof loader>();
  return (
    <ConfirmPage title={`Take ${quoted(title)} down?`} action={editPath(code, "take-down")} button="Take it down" back={editPath(code)}>
      <p>
        Whoever opens {pageAddress(path)} is told that it is no longer here. It leaves lists, search and the sitemap, and so do the comments
        under it.{below > 0 ? ` The ${below === 1 ? "page" : `${below} pages`} below will stay.` : ""} What is scheduled for it is
        cancelled. You can put it back.
      </p>
    </ConfirmPage>
  );
}
