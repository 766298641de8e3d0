import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { startGroupAgain } from "~/features/permissions/arrange-groups.server";
import { asStaff } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const PRESSES: Presses = {
  "start-again": { does: startGroupAgain, says: "The group goes on. Add the people who belong to it." },
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "change-roles", () => redirectToNoun(`/admin/groups/${params.slug}`));
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  return asStaff(request, "start-group-again", (ctx) => press(ctx, request, PRESSES, { on: slug, to: `/admin/groups/${slug}` }));
}
