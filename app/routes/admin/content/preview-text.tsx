import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { WritingFindings } from "~/components/forms/writing-findings";
import { Prose } from "~/components/ui/prose";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { UnsavedSchema } from "~/features/content/pages/page.schema";
import { renderPage } from "~/features/content/snippets/render-page.server";
import { lookAtWriting } from "~/features/search/look-at-writing.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { fragment } from "~/http/fragment.server";
import { badRequest, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => redirectToNoun("/admin/content"));
}

/** What is typed, as readers would get it, for the page on which it is written, with what its writer may look at. It stores nothing. */
export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "preview-text", async (ctx) => {
    const form = await parseForm(request, UnsavedSchema.pick({ body: true }));
    if (!form.ok) return badRequest(form);
    const text = form.data.body;
    const code = new URL(request.url).searchParams.get("page");
    const readers = code ? await getPageToEdit(ctx, code) : null;
    const { html } = await renderPage(ctx, text, { anchors: false });
    return fragment(
      request,
      <>
        <WritingFindings findings={await lookAtWriting(ctx, { text, html, form: "page", readers })} />
        <Prose html={html} />
      </>,
    );
  });
}
