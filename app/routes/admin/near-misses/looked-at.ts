import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { markLookedAt } from "~/features/guard/near-misses.queries.server";
import { asStaff } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const HERE = "/admin/near-misses";

const PRESSES: Presses = {
  "looked-at": { does: markLookedAt, says: "It is off the list." },
};

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "see-near-misses", () => redirectToNoun(HERE));
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asStaff(request, "look-at-near-miss", (ctx) => press(ctx, request, PRESSES, { on: code, to: HERE }));
}
