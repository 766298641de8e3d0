import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { claimItem, letGoOfItem } from "~/features/forum/queue/claim.server";
import { asConfidant } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const HERE = "/admin/forum";

const PRESSES: Presses = {
  claim: { does: claimItem, says: "Others see that you are on it, for half an hour or until it is decided." },
  "let-go": { does: letGoOfItem, says: "Others see that you are not on it any more." },
};

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", () => redirectToNoun(HERE));
}

export async function action({ request, params: { item = "" } }: ActionFunctionArgs) {
  return asConfidant(request, "claim-item", (ctx) => press(ctx, request, PRESSES, { on: item, to: HERE }));
}
