import type { LoaderFunctionArgs } from "@remix-run/node";
import { SendingProgress } from "~/features/newsletters/components/sending-progress";
import { getIssue } from "~/features/newsletters/issues/issues.queries.server";
import { getSending } from "~/features/newsletters/issues/sending.queries.server";
import { asStaff } from "~/http/access/access.server";
import { fragment } from "~/http/fragment.server";

/** How far the sending is, for the page that follows it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "send-newsletters", async (ctx) => {
    const issue = await getIssue(ctx, params.code ?? "");
    const sending = await getSending(ctx, issue);
    return fragment(request, <SendingProgress sending={sending} path={`/admin/newsletters/issues/${issue.code}`} />);
  });
}
