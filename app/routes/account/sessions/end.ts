import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { endMySession } from "~/features/accounts/sign-in/end-my-sessions.server";
import { EndSessionSchema } from "~/features/accounts/sign-in/sessions.schema";
import { asHolder, asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";
import { NotFoundError } from "~/lib/errors";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, () => redirectToNoun("/account/sessions"));
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "end-session", async (ctx) => {
    const form = await parseForm(request, EndSessionSchema);
    if (!form.ok || !(await endMySession(ctx, form.data.session))) throw new NotFoundError("session");
    return redirectTo("/account/sessions", { success: "That device is signed out." });
  });
}
