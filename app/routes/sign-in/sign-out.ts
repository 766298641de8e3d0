import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { recordSignOut } from "~/features/accounts/sign-in/record-sign-out.server";
import { asAnyone } from "~/http/access/access.server";
import { endCurrentSession } from "~/http/access/session.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun("/"));
}

export async function action({ request }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    await endCurrentSession(ctx);
    await recordSignOut(ctx);
    return redirectTo("/");
  });
}
