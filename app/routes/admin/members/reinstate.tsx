import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TextArea } from "~/components/forms/text-area";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { SUSPEND_REFUSALS } from "~/features/accounts/staff/suspend.policy";
import { reinstateAccount } from "~/features/accounts/staff/suspend-account.server";
import { ReasonSchema } from "~/features/records/record.schema";
import { asCaseworker } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asCaseworker(request, "reinstate", params.ref, async (_ctx, { ref, name }) => {
    return page({ path: `/admin/members/${ref}`, name });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asCaseworker(request, "reinstate", params.ref, async (ctx, { personId, ref }) => {
    const form = await parseForm(request, ReasonSchema);
    if (!form.ok) return badRequest(form);

    const reinstated = await reinstateAccount(ctx, { personId, reason: form.data.reason });
    if (!reinstated.ok) return badRequest(form.refused(SUSPEND_REFUSALS[reinstated.reason]));
    return redirectTo(`/admin/members/${ref}`, { success: "The account works again." });
  });
}

export const meta = title("Reinstate the account", "Members");

export default function ReinstatePage() {
  const { path, name } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Reinstate the account of ${name}?`}
      action={`${path}/reinstate`}
      button="Reinstate"
      back={path}
      warns={false}
      form={form}
    >
      <p>They can sign in again with the same password, and are told so by email.</p>
      <TextArea name="reason" label="Why" hint="Kept for staff, and in their own copy." rows={3} form={form} />
    </ConfirmPage>
  );
}
