import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { markNotificationsRead } from "~/features/mail/notifications/mark-notifications-read.server";
import { asSignedIn } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, () => redirectToNoun("/account/notifications"));
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    await markNotificationsRead(ctx, "all");
    return redirectTo("/account/notifications", { success: "All notifications are marked as read." });
  });
}
