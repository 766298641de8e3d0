import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { Prose } from "~/components/ui/prose";
import { TakeOutPage } from "~/features/guard/components/take-out-page";
import { TakeOutSchema } from "~/features/guard/taken-out";
import { takeOutBlocker } from "~/features/newsletters/issues/issue.policy";
import { issuePath } from "~/features/newsletters/issues/issue-path";
import { getIssue } from "~/features/newsletters/issues/issues.queries.server";
import { takeOutIssue } from "~/features/newsletters/issues/take-out-issue.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, notFound, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "take-out-issue", async (ctx) => {
    const issue = await getIssue(ctx, params.code ?? "");
    if (takeOutBlocker(issue)) notFound();
    const { code, subject, preheader, bodyHtml } = issue;
    return page({ path: issuePath(code), subject, preheader, bodyHtml });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "take-out-issue", async (ctx) => {
    const form = await parseForm(request, TakeOutSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    if (!(await takeOutIssue(ctx, code, form.data)))
      return badRequest(form.refused("It is still being sent. Stop the sending first, then take it out."));
    return redirectTo(issuePath(code), { success: "It is taken out." });
  });
}

export const meta = title("Take an issue out", "Manage");

export default function TakeOut() {
  const { path, subject, preheader, bodyHtml } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <TakeOutPage
      title="Take this issue out of the archive?"
      action={`${path}/take-out`}
      back={path}
      means="Its subject and text are deleted for everybody and cannot be brought back. That there was one stays, with the day and the reason for readers, and your name for staff. Emails that were delivered cannot be taken back."
      text={
        <>
          <p>{subject}</p>
          {preheader ? <p>{preheader}</p> : null}
          <Prose html={bodyHtml} />
        </>
      }
      form={form}
    />
  );
}
