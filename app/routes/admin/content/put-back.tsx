import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PatientDetails } from "~/components/forms/patient-details";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { editPath } from "~/features/content/pages/edit-path";
import { PutBackSchema } from "~/features/content/pages/page.schema";
import { putPageBack } from "~/features/content/publishing/take-down-page.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { notFound, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => {
    redirectToNoun(editPath(params.code ?? ""));
    return page({ code: params.code ?? "" });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "put-page-back", async (ctx) => {
    const form = await parseForm(request, PutBackSchema);
    if (!form.ok) notFound();
    const code = params.code ?? "";
    await putPageBack(ctx, code, form.data.vouch);
    return redirectTo(editPath(code), { success: "The page is back. Readers have what they had." });
  });
}

export const meta = title("Put a page back", "Manage");

/** What a page with words that may identify a patient comes back to. */
export default function PutBack() {
  const { code } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title="Put this page back?"
      action={editPath(code, "put-back")}
      button="Put it back"
      back={editPath(code)}
      form={form}
      warns={false}
    >
      <PatientDetails form={form} isEarlier />
    </ConfirmPage>
  );
}
