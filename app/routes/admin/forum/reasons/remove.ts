import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { removeReason } from "~/features/forum/moderation/reasons.server";
import { asConfidant } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const HERE = "/admin/forum/reasons";

const PRESSES: Presses = {
  remove: { does: removeReason, says: "It is offered no more." },
};

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", () => redirectToNoun(HERE));
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asConfidant(request, "arrange-reasons", (ctx) => press(ctx, request, PRESSES, { on: code, to: HERE }));
}
