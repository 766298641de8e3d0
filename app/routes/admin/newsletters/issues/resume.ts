import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { SENDER_ROLES } from "~/features/newsletters/newsletter.policy";
import { resumeIssue } from "~/features/newsletters/steer-issue.server";
import { asStaff } from "~/http/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, SENDER_ROLES, () => redirectToNoun(`/admin/newsletters/issues/${params.code}`));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, SENDER_ROLES, async (ctx) => {
    const steered = await resumeIssue(ctx, params.code ?? "");
    return redirectTo(`/admin/newsletters/issues/${params.code}`, steered.ok ? { success: "Sending goes on." } : {});
  });
}
