import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { leaveAllInAccount } from "~/features/newsletters/subscriptions/choose-newsletters.server";
import { asSignedIn } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, () => redirectToNoun("/account/newsletters"));
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    await leaveAllInAccount(ctx);
    return redirectTo("/account/newsletters", { success: "You are unsubscribed from every newsletter." });
  });
}
