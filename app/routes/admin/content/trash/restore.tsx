import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PatientDetails } from "~/components/forms/patient-details";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { editPath } from "~/features/content/pages/edit-path";
import { PutBackSchema } from "~/features/content/pages/page.schema";
import { RESTORE_REFUSALS, trashPath } from "~/features/content/trash/trash.policy";
import { restorePage } from "~/features/content/trash/trash-page.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, notFound, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => {
    redirectToNoun(trashPath(params.code ?? ""));
    return page({ code: params.code ?? "" });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "restore-page", async (ctx) => {
    const form = await parseForm(request, PutBackSchema);
    if (!form.ok) notFound();
    const code = params.code ?? "";
    const restored = await restorePage(ctx, { code, vouch: form.data.vouch });
    if (!restored.ok) return badRequest(form.refused(RESTORE_REFUSALS[restored.reason]));
    const back = restored.restored === 1 ? "The page is back, with its texts" : `${restored.restored} pages are back, with their texts`;
    const success = `${back} and comments. What was scheduled, waited for a review or was shown by a link does not come back: set it again.`;
    return redirectTo(editPath(code), { success });
  });
}

export const meta = title("Restore a page", "Manage");

/** What a page with words that may identify a patient comes back to. */
export default function RestorePage() {
  const { code } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title="Restore this page?"
      action={trashPath(code, "restore")}
      button="Restore"
      back={trashPath(code)}
      form={form}
      warns={false}
    >
      <PatientDetails form={form} isEarlier />
    </ConfirmPage>
  );
}
