import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Prose } from "~/components/ui/prose";
import { UnsavedSchema } from "~/features/content/pages/page.schema";
import { renderPage } from "~/features/content/snippets/render-page.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { fragment } from "~/http/fragment.server";
import { badRequest, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => redirectToNoun("/admin/content"));
}

/** What is typed, as readers would get it, for the page on which it is written. It stores nothing. */
export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "preview-text", async (ctx) => {
    const form = await parseForm(request, UnsavedSchema.pick({ body: true }));
    if (!form.ok) return badRequest(form);
    return fragment(request, <Prose html={(await renderPage(ctx, form.data.body, { anchors: false })).html} />);
  });
}
