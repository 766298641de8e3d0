import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { liftMyRestriction } from "~/features/privacy/my-standing.server";
import { asHolder, asSignedIn } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, () => redirectToNoun("/account/privacy/restrict"));
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "lift-own-restriction", async (ctx) => {
    const lifted = await liftMyRestriction(ctx);
    return redirectTo("/account/privacy/restrict", lifted ? { success: "Your details are used again, as you chose." } : {});
  });
}
