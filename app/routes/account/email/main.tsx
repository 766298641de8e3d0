import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { listMyAddresses } from "~/features/accounts/addresses/addresses.queries.server";
import { ChooseAddressSchema } from "~/features/accounts/addresses/addresses.schema";
import { chooseMainAddress } from "~/features/accounts/addresses/choose-address.server";
import { ChooseAddressForm } from "~/features/accounts/components/choose-address-form";
import { asHolder } from "~/http/access/access.server";
import { goOnTo } from "~/http/access/sign-in.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asHolder(request, "choose-main-address", async (ctx) => {
    const addresses = await listMyAddresses(ctx);
    return page({ addresses: addresses.flatMap(({ id, canonical, isPrimary }) => (isPrimary ? [] : [{ id, canonical }])) });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "choose-main-address", async (ctx) => {
    const form = await parseForm(request, ChooseAddressSchema);
    if (!form.ok) return badRequest(form);

    const chosen = await chooseMainAddress(ctx, form.data.address);
    if (!chosen.ok) return badRequest(form.refused("Choose one of your other addresses", "address"));

    return goOnTo(ctx, "/account/email", "Your main address is changed.");
  });
}

export const meta = title("Choose your main address", "Your account");

export default function MainAddressPage() {
  const { addresses } = useLoaderData<typeof loader>();
  return (
    <ChooseAddressForm
      title="Choose your main address"
      intro="We write to the main one. All your addresses are told, and you are signed out everywhere else."
      question="Which address shall we write to?"
      action="/account/email/main"
      button="Save main address"
      addresses={addresses}
      form={useForm()}
    />
  );
}
