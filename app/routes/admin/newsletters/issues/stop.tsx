import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { stopMailing } from "~/features/mail/mailings/pause-or-stop-mailing.server";
import { getIssue, getMailingId } from "~/features/newsletters/issues/issues.queries.server";
import { getSending } from "~/features/newsletters/issues/sending.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "send-newsletters", async (ctx) => {
    const issue = await getIssue(ctx, params.code ?? "");
    const { done, audience } = await getSending(ctx, issue);
    return page({ path: `/admin/newsletters/issues/${issue.code}`, subject: issue.subject, done, audience });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "stop-issue", async (ctx) => {
    const stopped = await stopMailing(ctx, await getMailingId(ctx, params.code ?? ""));
    return redirectTo(`/admin/newsletters/issues/${params.code}`, stopped.ok ? { success: "Sending is stopped." } : {});
  });
}

export const meta = title("Stop sending", "Manage");

export default function StopPage() {
  const { path, subject, done, audience } = useLoaderData<typeof loader>();
  return (
    <ConfirmPage title={`Stop sending ${quoted(subject)}?`} action={`${path}/stop`} button="Stop sending" back={path}>
      <p>
        {done.toLocaleString("en-GB")} of {audience.toLocaleString("en-GB")} people are done. Nobody else will get this issue, and it cannot
        be resumed. To wait a little, pause it instead.
      </p>
    </ConfirmPage>
  );
}
