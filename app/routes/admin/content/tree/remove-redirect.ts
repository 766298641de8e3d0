import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { removeRedirect } from "~/features/content/links/remove-redirect.server";
import { editPath } from "~/features/content/pages/edit-path";
import { RedirectSchema } from "~/features/content/pages/page.schema";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { notFound, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => redirectToNoun(editPath(params.code ?? "", "links")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "remove-redirect", async (ctx) => {
    const form = await parseForm(request, RedirectSchema);
    if (!form.ok) return notFound();
    const code = params.code ?? "";
    await removeRedirect(ctx, { code, path: form.data.path });
    return redirectTo(editPath(code, "links"), { success: "That address leads nowhere any more." });
  });
}
