import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { checkAgain, listenAgain } from "~/features/content/web-links/look-after-link.server";
import { asStaff } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const LINKS = "/admin/links";
const SAYS = "It is looked at next.";
const PRESSES: Presses = { check: { does: checkAgain, says: SAYS }, listen: { does: listenAgain, says: SAYS } };

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => redirectToNoun(LINKS));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "look-after-links", (ctx) => press(ctx, request, PRESSES, { on: params.code ?? "", to: LINKS }));
}
