import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { WritingFindings } from "~/components/forms/writing-findings";
import { Prose } from "~/components/ui/prose";
import { IssueSchema } from "~/features/newsletters/issues/issue.schema";
import { renderIssueText } from "~/features/newsletters/issues/render-issues-again.server";
import { getNewsletter } from "~/features/newsletters/newsletters.queries.server";
import { lookAtWriting } from "~/features/search/look-at-writing.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { fragment } from "~/http/fragment.server";
import { badRequest, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "send-newsletters", () => redirectToNoun("/admin/newsletters"));
}

/** What is typed, as readers would get it, for the page on which it is written, with what its writer may look at. It stores nothing. */
export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "preview-issue-text", async (ctx) => {
    const form = await parseForm(request, IssueSchema.pick({ body: true }));
    if (!form.ok) return badRequest(form);
    const text = form.data.body;
    const readers = await getNewsletter(ctx, new URL(request.url).searchParams.get("newsletter") ?? "");
    const { html } = renderIssueText(text);
    return fragment(
      request,
      <>
        <WritingFindings findings={await lookAtWriting(ctx, { text, html, form: "mail", readers })} />
        <Prose html={html} />
      </>,
    );
  });
}
