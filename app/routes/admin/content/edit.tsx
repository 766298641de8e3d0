import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ComponentProps } from "react";
import { uuidv7 } from "uuidv7";
import { openedWith, seenIn } from "~/components/forms/form-state";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { AlsoEditing } from "~/features/content/components/also-editing";
import { ChangedMeanwhile } from "~/features/content/components/changed-meanwhile";
import { PageForm } from "~/features/content/components/page-form";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { SavePageSchema } from "~/features/content/pages/page.schema";
import { savePage } from "~/features/content/pages/save-page.server";
import { compareParts } from "~/features/content/revisions/revisions.queries.server";
import { renderPage } from "~/features/content/snippets/render-page.server";
import { openToWrite } from "~/features/drafts/open-to-write.server";
import { asStaff } from "~/http/access/access.server";
import { offerDraft } from "~/http/forms/drafts.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, conflict, page, redirectTo } from "~/http/responses.server";
import { formatComing } from "~/lib/dates";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { code, title, summary, teaser, body, version } = await getPageToEdit(ctx, params.code ?? "");
    await offerDraft(ctx, editPath(code, "edit"));
    const others = await openToWrite(ctx, editPath(code, "edit"));
    return page({ submissionId: uuidv7(), others, code, page: { title, summary, teaser, body }, version });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "edit-page", async (ctx) => {
    const form = await parseForm(request, SavePageSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const { version, seen = version, ...typed } = form.data;
    const saved = await savePage(ctx, { ...typed, version: seen, code });
    if (saved.ok) return redirectTo(editPath(code), { success: `The draft is saved.${stillGoesOut(saved.goesOutAt)}` });
    // both texts: nothing of either is lost
    const { title, summary, teaser, body, number, savedBy, savedAt } = saved.current;
    const refused = form.refused("This page was saved after you opened it. Compare the two texts, then save yours again.");
    const { html } = await renderPage(ctx, form.data.body);
    const current = { title, summary, teaser, body, savedBy, savedAt };
    return conflict(
      refused,
      { theirs: { current, parts: compareParts(saved.current, { ...form.data, bodyHtml: html }) } },
      { seen: String(number) },
    );
  });
}

const stillGoesOut = (at?: Date) =>
  at ? ` What goes out ${formatComing(at)} is the text of before. Schedule this one too if it is to go out instead.` : "";

export const meta = title("Edit a page", "Manage");

type Conflict = { theirs?: ComponentProps<typeof ChangedMeanwhile> };

export default function EditPage() {
  const { submissionId, others, code, page, version } = useLoaderData<typeof loader>();
  const form = useForm();
  const conflict = useActionData<Conflict>();
  return (
    <>
      <BackLink href={editPath(code)}>Back to the page</BackLink>
      <PageTitle form={form} caption={page.title}>
        Edit
      </PageTitle>
      <AlsoEditing others={others} />
      {conflict?.theirs ? <ChangedMeanwhile {...conflict.theirs} /> : null}
      <PageForm
        action={editPath(code, "edit")}
        look={editPath(code, "unsaved")}
        code={code}
        back={editPath(code)}
        form={form}
        page={page}
        opened={{
          submissionId: openedWith(form, "submissionId", submissionId),
          version: openedWith(form, "version", String(version)),
          ...seenIn(form),
        }}
      />
    </>
  );
}
