import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TextArea } from "~/components/forms/text-area";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { SUSPEND_REFUSALS } from "~/features/accounts/staff/suspend.policy";
import { suspendAccount } from "~/features/accounts/staff/suspend-account.server";
import { ReasonSchema } from "~/features/records/record.schema";
import { asCaseworker } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asCaseworker(request, "suspend", params.ref, async (_ctx, { ref, name }) => {
    return page({ path: `/admin/members/${ref}`, name });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asCaseworker(request, "suspend", params.ref, async (ctx, { personId, ref }) => {
    const form = await parseForm(request, ReasonSchema);
    if (!form.ok) return badRequest(form);

    const suspended = await suspendAccount(ctx, { personId, reason: form.data.reason });
    if (!suspended.ok) return badRequest(form.refused(SUSPEND_REFUSALS[suspended.reason]));
    return redirectTo(`/admin/members/${ref}`, { success: "The account is suspended, and they are signed out everywhere." });
  });
}

export const meta = title("Suspend the account", "Members");

export default function SuspendPage() {
  const { path, name } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage title={`Suspend the account of ${name}?`} action={`${path}/suspend`} button="Suspend" back={path} form={form}>
      <p>
        They are signed out everywhere at once and cannot sign in until the account is reinstated. Nothing of theirs is deleted; newsletters
        go on. They are told by email that it happened, and how to object.
      </p>
      <TextArea name="reason" label="Why" hint="Kept for staff, and in their own copy." rows={3} form={form} />
    </ConfirmPage>
  );
}
