import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { openedWith, seenIn } from "~/components/forms/form-state";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { ChangedMeanwhile } from "~/features/newsletters/components/changed-meanwhile";
import { IssueForm } from "~/features/newsletters/components/issue-form";
import { saveIssue } from "~/features/newsletters/issues/compose-issue.server";
import { SaveIssueSchema } from "~/features/newsletters/issues/issue.schema";
import { getIssue } from "~/features/newsletters/issues/issues.queries.server";
import { asStaff } from "~/http/access/access.server";
import { offerDraft } from "~/http/forms/drafts.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, conflict, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "send-newsletters", async (ctx) => {
    const { code, subject, preheader, body, version, state, newsletter } = await getIssue(ctx, params.code ?? "");
    const path = `/admin/newsletters/issues/${code}`;
    if (state === "sent") redirectToNoun(path);
    await offerDraft(ctx, `${path}/edit`);
    return page({ path, newsletter: newsletter.slug, issue: { subject, preheader, body }, version, submissionId: uuidv7() });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "edit-issue", async (ctx) => {
    const form = await parseForm(request, SaveIssueSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const { version, seen = version, ...typed } = form.data;
    const saved = await saveIssue(ctx, code, { ...typed, version: seen });
    if (saved.ok) return redirectTo(`/admin/newsletters/issues/${code}`, { success: "The draft is saved." });
    if (saved.reason === "sent") return badRequest(form.refused("This issue was sent while you wrote, so it cannot be changed any more."));
    // both texts: nothing of either is lost
    const { subject, preheader, body } = saved.current;
    const refused = form.refused("This issue was saved after you opened it. Compare the two texts, then save yours again.");
    return conflict(refused, { current: { subject, preheader, body } }, { seen: String(saved.current.version) });
  });
}

export const meta = title("Edit the issue", "Manage");

type Conflict = { current?: { subject: string; preheader: string; body: string } };

export default function EditIssuePage() {
  const { path, newsletter, issue, version, submissionId } = useLoaderData<typeof loader>();
  const form = useForm();
  const conflict = useActionData<Conflict>()?.current;
  return (
    <>
      <BackLink href={path}>Back to the issue</BackLink>
      <PageTitle form={form}>Edit the issue</PageTitle>
      {conflict ? <ChangedMeanwhile current={conflict} /> : null}
      <IssueForm
        newsletter={newsletter}
        action={`${path}/edit`}
        back={path}
        form={form}
        issue={issue}
        opened={{
          submissionId: openedWith(form, "submissionId", submissionId),
          version: openedWith(form, "version", String(version)),
          ...seenIn(form),
        }}
      />
    </>
  );
}
