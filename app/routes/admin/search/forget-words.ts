import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { forgetMiss } from "~/features/search/words/arrange-words.server";
import { asStaff } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

const LIST = "/admin/search";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => redirectToNoun(LIST));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "arrange-search-words", async (ctx) => {
    await forgetMiss(ctx, params.code ?? "");
    return redirectTo(LIST, { success: "The words are forgotten." });
  });
}
