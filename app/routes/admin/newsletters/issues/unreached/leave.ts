import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { leaveUnreached } from "~/features/mail/mailings/send-again.server";
import { UnreachedSchema } from "~/features/newsletters/issues/issue.schema";
import { getMailingId } from "~/features/newsletters/issues/issues.queries.server";
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
    const left = await leaveUnreached(ctx, await getMailingId(ctx, params.code ?? ""), {
      group: form.data.who,
      finishedAt: form.data.finishedAt,
    });
    return redirectTo(`/admin/newsletters/issues/${params.code}`, left.ok ? { success: "They are left as they are." } : {});
  });
}
