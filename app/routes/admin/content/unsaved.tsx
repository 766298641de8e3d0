import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { seenIn } from "~/components/forms/form-state";
import { Looked } from "~/components/forms/preview";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { PageForm } from "~/features/content/components/page-form";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { UnsavedSchema } from "~/features/content/pages/page.schema";
import { renderPage } from "~/features/content/snippets/render-page.server";
import { lookAtWriting } from "~/features/search/look-at-writing.server";
import { asStaff } from "~/http/access/access.server";
import { offerDraft } from "~/http/forms/drafts.server";
import { parseForm } from "~/http/forms/forms.server";
import { looked } from "~/http/forms/look.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const address = editPath(params.code ?? "", "edit");
    redirectToNoun(address);
    await offerDraft(ctx, address);
    return page({ code: params.code ?? "" });
  });
}

/** A look at what is typed, with what was typed: it stores nothing. */
export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "drop-unsaved-text", async (ctx) => {
    const form = await parseForm(request, UnsavedSchema);
    if (!form.ok) return badRequest(form);
    return looked(ctx, form, async () => {
      const text = form.data.body;
      const readers = await getPageToEdit(ctx, params.code ?? "");
      const { html } = await renderPage(ctx, text, { anchors: false });
      const findings = await lookAtWriting(ctx, { text, html, form: "page", readers });
      return { html, problem: null, warnings: [], findings };
    });
  });
}

export const meta = title("Preview", "Manage");

export default function UnsavedPage() {
  const { code } = useLoaderData<typeof loader>();
  const form = useForm();
  const { title, summary, version, submissionId } = form?.values ?? {};
  return (
    <>
      <BackLink href={editPath(code)}>Back to the page</BackLink>
      <PageTitle form={form} caption="Preview" intro={summary}>
        {title || "No title yet"}
      </PageTitle>
      <Looked form={form} />
      <h2>Your text</h2>
      <PageForm
        action={editPath(code, "edit")}
        look={editPath(code, "unsaved")}
        code={code}
        back={editPath(code)}
        form={form}
        opened={{ version: String(version ?? ""), submissionId: String(submissionId ?? ""), ...seenIn(form) }}
      />
    </>
  );
}
