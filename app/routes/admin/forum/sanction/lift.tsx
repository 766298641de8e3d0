import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Radios } from "~/components/forms/radios";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { ReasonField } from "~/features/forum/components/reason-field";
import { listReasons } from "~/features/forum/moderation/reasons.server";
import { liftSanction, openSanction } from "~/features/forum/sanctions/end-sanction.server";
import { LIFT_REFUSALS } from "~/features/forum/sanctions/sanction.policy";
import { LiftSchema } from "~/features/forum/sanctions/sanction.schema";
import { staffSanctionPath } from "~/features/forum/sanctions/sanction-words";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => {
    const { code, member } = await openSanction(ctx, params.code ?? "");
    return page({ path: staffSanctionPath(code), member, reasons: await listReasons(ctx) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "lift-sanction", async (ctx) => {
    const form = await parseForm(request, LiftSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const lifted = await liftSanction(ctx, code, form.data);
    if (!lifted.ok) return badRequest(form.refused(LIFT_REFUSALS[lifted.reason]));
    return redirectTo(staffSanctionPath(code), { success: "It does not hold any more, and the member is told." });
  });
}

export const meta = title("Lift or take back", "Manage");

export default function Lift() {
  const { path, member, reasons } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage title="Lift or take back" action={`${path}/lift`} button="Do this" back={path} form={form} warns={false}>
      <Radios
        name="as"
        label="What do you do?"
        choices={[
          { value: "lifted", label: "Lift it", hint: "It held until now, and is over." },
          { value: "undone", label: "Take it back", hint: "It was wrong from the start." },
        ]}
        form={form}
      />
      <ReasonField label="Why?" hint={`${member} is told these words.`} rows={3} reasons={reasons} form={form} />
    </ConfirmPage>
  );
}
