import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { openedWith } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { COPY_REFUSALS } from "~/features/content/copy/copy.policy";
import { copyPage } from "~/features/content/copy/copy-page.server";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { CopySchema } from "~/features/content/pages/page.schema";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { code, title } = await getPageToEdit(ctx, params.code ?? "");
    return page({ code, title, submissionId: uuidv7() });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "copy-page", async (ctx) => {
    const form = await parseForm(request, CopySchema);
    if (!form.ok) return badRequest(form);
    const copied = await copyPage(ctx, { code: params.code ?? "", ...form.data });
    if (!copied.ok) return badRequest(form.refused(COPY_REFUSALS[copied.reason]));
    return redirectTo(editPath(copied.code), { success: "This is the copy. Give it a title and an address of its own." });
  });
}

export const meta = title("Copy a page", "Manage");

export default function CopyPage() {
  const { code, title, submissionId } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Copy ${quoted(title)}?`}
      action={editPath(code, "copy")}
      button="Make a copy"
      back={editPath(code)}
      opened={{ submissionId: openedWith(form, "submissionId", submissionId) }}
      form={form}
      warns={false}
    >
      <p>
        The copy is a draft beside it, which nobody but editors sees, with its newest text, its readers and what it is about. Pages below,
        earlier texts, comments and what is scheduled are not copied.
      </p>
      <PatientDetails form={form} isEarlier />
    </ConfirmPage>
  );
}
