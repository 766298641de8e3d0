import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Radios } from "~/components/forms/radios";
import { TextArea } from "~/components/forms/text-area";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { InsetText } from "~/components/ui/inset-text";
import { HAND_OVER_REFUSALS } from "~/features/accounts/addresses/hand-over.policy";
import { listHeldAddresses } from "~/features/people/addresses.server";
import { handOverUnlessLeaving } from "~/features/privacy/hand-over-unless-leaving.server";
import { HandOverSchema } from "~/features/records/record.schema";
import { asCaseworker } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asCaseworker(request, "hand-over-address", params.ref, async (ctx, { personId, ref, name }) => {
    const held = await listHeldAddresses(ctx, personId);
    return page({ path: `/admin/members/${ref}`, name, addresses: held.map(({ canonical }) => canonical) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asCaseworker(request, "hand-over-address", params.ref, async (ctx, { personId, ref }) => {
    const form = await parseForm(request, HandOverSchema);
    if (!form.ok) return badRequest(form);

    const { address, reason } = form.data;
    const handedOver = await handOverUnlessLeaving(ctx, { personId, canonical: address, reason });
    if (!handedOver.ok) return badRequest(form.refused(HAND_OVER_REFUSALS[handedOver.reason], "address"));
    return redirectTo(`/admin/members/${ref}`, { success: "The address is free for its successor." });
  });
}

export const meta = title("Hand over an address", "Members");

export default function HandOverPage() {
  const { path, name, addresses } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage title={`Hand over an address of ${name}?`} action={`${path}/hand-over`} button="Hand it over" back={path} form={form}>
      <p>
        For a practice’s mailbox that passes to a successor. {name} is signed out and cannot sign in with it any more; links that were sent
        to it stop working. Whoever proves it next is a new person, who sees nothing of theirs and inherits no subscription.
      </p>
      {addresses.length === 1 ? (
        <InsetText>It is their only address. Without it they cannot sign in, reset their password or get email from us.</InsetText>
      ) : null}
      <Radios name="address" label="Address" choices={addresses.map((address) => ({ value: address, label: address }))} form={form} />
      <TextArea name="reason" label="Why" hint="For example: the practice wrote that a new manager took over." rows={3} form={form} />
    </ConfirmPage>
  );
}
