import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { typedText } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { editPath } from "~/features/content/pages/edit-path";
import { RestoreSchema } from "~/features/content/pages/page.schema";
import { restoreRevision } from "~/features/content/pages/save-page.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { notFound, page, redirectTo, redirectToNoun } from "~/http/responses.server";
import { ConflictError } from "~/lib/errors";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => {
    redirectToNoun(editPath(params.code ?? "", "history"));
    return page({ code: params.code ?? "" });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "restore-page-text", async (ctx) => {
    const form = await parseForm(request, RestoreSchema);
    if (!form.ok) notFound();

    const code = params.code ?? "";
    const restored = await restoreRevision(ctx, { ...form.data, code });
    if (!restored.ok) throw new ConflictError("page");
    return redirectTo(editPath(code), {
      success: `Number ${form.data.number} is the newest text again, as a draft. Publish it to give it to readers.`,
    });
  });
}

export const meta = title("Bring a text back", "Manage");

/** What a text with words that may identify a patient comes back to. */
export default function Restore() {
  const { code } = useLoaderData<typeof loader>();
  const form = useForm();
  const hidden = { number: typedText(form, "number"), version: typedText(form, "version") };
  return (
    <ConfirmPage
      title="Bring this text back?"
      action={editPath(code, "restore")}
      button="Bring this text back"
      back={editPath(code, "history")}
      hidden={hidden}
      form={form}
      warns={false}
    >
      <PatientDetails form={form} isEarlier />
    </ConfirmPage>
  );
}
