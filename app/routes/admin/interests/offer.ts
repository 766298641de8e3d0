import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { offerInterestAgain, retireInterest } from "~/features/people/arrange-interests.server";
import { asStaff } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const PRESSES: Presses = {
  "offer-again": { does: offerInterestAgain, says: "It is offered again." },
  retire: { does: retireInterest, says: "It is off the list. Who chose it keeps it." },
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "arrange-interests", () => redirectToNoun(`/admin/interests/${params.slug}`));
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  return asStaff(request, "retire-interest", (ctx) => press(ctx, request, PRESSES, { on: slug, to: "/admin/interests" }));
}
