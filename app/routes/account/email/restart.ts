import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { ChooseAddressSchema } from "~/features/accounts/addresses/addresses.schema";
import { restartMail } from "~/features/accounts/addresses/choose-address.server";
import { asHolder, asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";
import { NotFoundError } from "~/lib/errors";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, () => redirectToNoun("/account/email"));
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "restart-address", async (ctx) => {
    const form = await parseForm(request, ChooseAddressSchema);
    if (!form.ok) throw new NotFoundError("address");
    await restartMail(ctx, form.data.address);
    return redirectTo("/account/email", { success: "We write to this address again, beginning with a message that says so." });
  });
}
