import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { editPath } from "~/features/content/pages/edit-path";
import { askForReview } from "~/features/content/publishing/ask-for-review.server";
import { ASK_REFUSALS } from "~/features/content/publishing/draft-review.policy";
import { asStaff } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => redirectToNoun(editPath(params.code ?? "")));
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asStaff(request, "ask-for-review", async (ctx) => {
    const asked = await askForReview(ctx, code);
    if (!asked.ok) return redirectTo(editPath(code), { refused: ASK_REFUSALS[asked.reason] });
    const success = asked.told > 0 ? "The other editors are asked to review it." : "It waits for a review. There is no other editor yet.";
    return redirectTo(editPath(code), { success });
  });
}
