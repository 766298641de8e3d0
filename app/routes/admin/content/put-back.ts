import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { editPath } from "~/features/content/pages/edit-path";
import { putPageBack } from "~/features/content/publishing/take-down-page.server";
import { asStaff } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => redirectToNoun(editPath(params.code ?? "")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "put-page-back", async (ctx) => {
    await putPageBack(ctx, params.code ?? "");
    return redirectTo(editPath(params.code ?? ""), { success: "The page is back. Readers have what they had." });
  });
}
