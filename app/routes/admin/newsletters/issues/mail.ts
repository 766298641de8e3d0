import type { LoaderFunctionArgs } from "@remix-run/node";
import { getIssue } from "~/features/newsletters/issues/issues.queries.server";
import { PREVIEW_WORD, previewDocument, renderIssueMail } from "~/features/newsletters/issues/render-issue-mail.server";
import { asStaff } from "~/http/access/access.server";
import { framedMail, notFound } from "~/http/responses.server";

/** The mail itself, for the frame of a preview: nothing in it runs. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "send-newsletters", async (ctx) => {
    const { part } = params;
    if (part !== "html" && part !== "text") return notFound();
    const issue = await getIssue(ctx, params.code ?? "");
    if (issue.takenOutAt) return notFound();
    return framedMail(previewDocument(await renderIssueMail(ctx, issue, PREVIEW_WORD), part));
  });
}
