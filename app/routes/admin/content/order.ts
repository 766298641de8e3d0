import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { editPath } from "~/features/content/pages/edit-path";
import { orderPage } from "~/features/content/pages/order-page.server";
import { asStaff } from "~/http/access/access.server";
import { lastWord } from "~/http/forms/press.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => redirectToNoun(editPath(params.code ?? "")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "order-page", async (ctx) => {
    const { above } = await orderPage(ctx, { code: params.code ?? "", step: lastWord(request) === "earlier" ? -1 : 1 });
    return redirectTo(above ? editPath(above) : "/admin/content", { success: "The order is saved." });
  });
}
