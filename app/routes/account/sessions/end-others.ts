import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { endMyOtherSessions } from "~/features/accounts/sign-in/end-my-sessions.server";
import { asHolder, asSignedIn } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, () => redirectToNoun("/account/sessions"));
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "end-other-sessions", async (ctx, session) => {
    await endMyOtherSessions(ctx, session.stored?.family ?? "");
    return redirectTo("/account/sessions", { success: "You are signed out everywhere else." });
  });
}
