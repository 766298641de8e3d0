import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { editPath } from "~/features/content/pages/edit-path";
import { endPreviewLink } from "~/features/content/publishing/preview-links.server";
import { asStaff } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => redirectToNoun(editPath(params.code ?? "", "preview-link")));
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asStaff(request, "end-preview-link", async (ctx) => {
    const isDone = await endPreviewLink(ctx, code);
    return redirectTo(editPath(code, "preview-link"), isDone ? { success: "The link has ended. It opens nothing any more." } : {});
  });
}
