import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { editPath } from "~/features/content/pages/edit-path";
import { isPlannedAct } from "~/features/content/publishing/plan.policy";
import { cancelPlan } from "~/features/content/publishing/plan-page.server";
import { asStaff } from "~/http/access/access.server";
import { notFound, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", () => redirectToNoun(editPath(params.code ?? "")));
}

export async function action({ request, params: { code = "", act } }: ActionFunctionArgs) {
  return asStaff(request, "cancel-page-schedule", async (ctx) => {
    if (!isPlannedAct(act)) notFound();
    const isDone = await cancelPlan(ctx, { code, act });
    return redirectTo(editPath(code), isDone ? { success: "The schedule is cancelled. Nothing changes by itself." } : {});
  });
}
