import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { changeLook } from "~/features/files/look.server";
import { lookPartAt } from "~/features/settings/look-parts";
import type { LookPart } from "~/features/settings/site-settings";
import { asStaff } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { notFound, redirectToNoun } from "~/http/responses.server";

const LOOK = "/admin/settings/look";
const PRESSES: Presses = { remove: { does: (ctx, part) => changeLook(ctx, part as LookPart, null), says: "The picture is removed." } };

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "manage-settings", () => redirectToNoun(LOOK));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "change-look", (ctx) => press(ctx, request, PRESSES, { on: lookPartAt(params.part) ?? notFound(), to: LOOK }));
}
