import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { asAnyone } from "~/http/access/access.server";
import { forgetDisplay } from "~/http/display.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun("/display"));
}

export async function action({ request }: ActionFunctionArgs) {
  return asAnyone(request, () => {
    forgetDisplay();
    return redirectTo("/display", { success: "Your choice of text size and contrast is forgotten." });
  });
}
