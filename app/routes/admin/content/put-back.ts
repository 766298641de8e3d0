import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { editPath } from "~/features/content/pages/edit-path";
import { putPageBack } from "~/features/content/publishing/take-down-page.server";
import { asStaff } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const PRESSES: Presses = {
  "put-back": { does: putPageBack, says: "The page is back. Readers have what they had." },
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => redirectToNoun(editPath(params.code ?? "")));
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asStaff(request, "put-page-back", (ctx) => press(ctx, request, PRESSES, { on: code, to: editPath(code) }));
}
