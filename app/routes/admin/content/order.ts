import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { editPath } from "~/features/content/pages/edit-path";
import { orderPage } from "~/features/content/pages/order-page.server";
import { OrderSchema } from "~/features/content/pages/page.schema";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { lastWord } from "~/http/forms/press.server";
import { notFound, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => redirectToNoun(editPath(params.code ?? "")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "order-page", async (ctx) => {
    const form = await parseForm(request, OrderSchema);
    if (!form.ok) return notFound();
    const step = lastWord(request) === "earlier" ? -1 : 1;
    const { above } = await orderPage(ctx, { code: params.code ?? "", steps: step * form.data.steps });
    return redirectTo(above ? editPath(above) : "/admin/content", { success: "The order is saved." });
  });
}
