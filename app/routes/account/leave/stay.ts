import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { stay } from "~/features/privacy/leave.server";
import { asHolder, asSignedIn } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, () => redirectToNoun("/account/leave"));
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "stay", async (ctx) => {
    const stayed = await stay(ctx);
    return redirectTo("/account", stayed ? { success: "You stay. Everything is as it was." } : {});
  });
}
