import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { markLookedAt } from "~/features/guard/near-misses.queries.server";
import { asStaff } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

const HERE = "/admin/near-misses";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "see-near-misses", () => redirectToNoun(HERE));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "look-at-near-miss", async (ctx) => {
    await markLookedAt(ctx, params.code ?? "");
    return redirectTo(HERE, { success: "It is off the list." });
  });
}
