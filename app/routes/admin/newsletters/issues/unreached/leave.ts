import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { UnreachedSchema } from "~/features/newsletters/issues/issue.schema";
import { leaveIssueUnreached } from "~/features/newsletters/issues/unreached-issue.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { badRequest, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "send-newsletters", () => redirectToNoun(`/admin/newsletters/issues/${params.code}`));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "leave-unreached", async (ctx) => {
    const form = await parseForm(request, UnreachedSchema);
    if (!form.ok) return badRequest(form);
    const left = await leaveIssueUnreached(ctx, params.code ?? "", { group: form.data.who, finishedAt: form.data.finishedAt });
    return redirectTo(`/admin/newsletters/issues/${params.code}`, left.ok ? { success: "They are left as they are." } : {});
  });
}
