import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { WithdrawSchema } from "~/features/privacy/my-privacy.schema";
import { withdrawConsent } from "~/features/privacy/withdraw-consent.server";
import { asHolder, asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";
import { NotFoundError } from "~/lib/errors";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, () => redirectToNoun("/account/privacy/consents"));
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "withdraw-consent", async (ctx) => {
    const form = await parseForm(request, WithdrawSchema);
    if (!form.ok) throw new NotFoundError("consent");
    await withdrawConsent(ctx, form.data.list);
    return redirectTo("/account/privacy/consents", { success: "Taken back. It counts from now on." });
  });
}
