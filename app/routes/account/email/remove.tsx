import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { listMyAddresses } from "~/features/accounts/addresses/addresses.queries.server";
import { ChooseAddressSchema } from "~/features/accounts/addresses/addresses.schema";
import { removeAddress } from "~/features/accounts/addresses/choose-address.server";
import { ChooseAddressForm } from "~/features/accounts/components/choose-address-form";
import { asHolder } from "~/http/access/access.server";
import { goOnTo } from "~/http/access/sign-in.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asHolder(request, "remove-address", async (ctx) => {
    const addresses = await listMyAddresses(ctx);
    return page({ addresses: addresses.flatMap(({ id, canonical, isPrimary }) => (isPrimary ? [] : [{ id, canonical }])) });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "remove-address", async (ctx) => {
    const form = await parseForm(request, ChooseAddressSchema);
    if (!form.ok) return badRequest(form);

    const removed = await removeAddress(ctx, form.data.address);
    if (!removed.ok) return badRequest(form.refused("Choose one of your other addresses", "address"));

    return goOnTo(ctx, "/account/email", "The address is removed.");
  });
}

export const meta = title("Remove an email address", "Your account");

export default function RemoveAddressPage() {
  const { addresses } = useLoaderData<typeof loader>();
  return (
    <ChooseAddressForm
      title="Remove an email address"
      intro="It no longer signs you in. Newsletters that go there go to your main address; any that you had left at your main address end. Whoever has that mailbox later sees nothing of you."
      question="Which address do you want to remove?"
      action="/account/email/remove"
      button="Remove address"
      warns
      addresses={addresses}
      form={useForm()}
    />
  );
}
