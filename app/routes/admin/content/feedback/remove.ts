import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { removeFeedback } from "~/features/content/feedback/give-feedback.server";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { asStaff } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => redirectToNoun(editPath(params.code ?? "", "feedback")));
}

export async function action({ request, params: { code = "", feedback = "" } }: ActionFunctionArgs) {
  return asStaff(request, "remove-feedback", async (ctx) => {
    await removeFeedback(ctx, await getPageToEdit(ctx, code), feedback);
    return redirectTo(editPath(code, "feedback"), { success: "Removed. The answer still counts." });
  });
}
