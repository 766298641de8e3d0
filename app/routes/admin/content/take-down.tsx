import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { LinkedFrom } from "~/features/content/components/linked-from";
import { countLinksTo } from "~/features/content/links/links.queries.server";
import { editPath } from "~/features/content/pages/edit-path";
import { countBelow, getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { pageAddress } from "~/features/content/pages/page-path";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { asStaff } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { id, code, path, title } = await getPageToEdit(ctx, params.code ?? "");
    const [below, links] = await Promise.all([countBelow(ctx, path), countLinksTo(ctx, { id, path })]);
    return page({ code, path, title, below, links });
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
  const { code, path, title, below, links } = useLoaderData<typeof loader>();
  return (
    <ConfirmPage title={`Take ${quoted(title)} down?`} action={editPath(code, "take-down")} button="Take it down" back={editPath(code)}>
      <p>
        Whoever opens {pageAddress(path)} is told that it is no longer here. It leaves lists, search and the sitemap, and so do the comments
        under it.{below > 0 ? ` The ${below === 1 ? "page" : `${below} pages`} below will stay.` : ""} What is scheduled for it is
        cancelled, a link to its draft ends, and a review that was asked for is called off. Editors go on to find and change it, and can put
        it back whenever they like: it is not deleted.
      </p>
      <LinkedFrom code={code} count={links} />
    </ConfirmPage>
  );
}
