import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { acknowledgeWarning } from "~/features/forum/sanctions/answer-sanction.server";
import { sanctionPath } from "~/features/forum/sanctions/sanction-words";
import { asAnyone, asSignedIn } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(sanctionPath(params.code ?? "")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const writes = await acknowledgeWarning(ctx, params.code ?? "");
    return redirectTo("/forum", {
      success: writes ? "Thank you. You can write in the forum again." : "Thank you. What else was decided still holds.",
    });
  });
}
