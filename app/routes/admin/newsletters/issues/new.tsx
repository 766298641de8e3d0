import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { openedWith } from "~/components/forms/form-state";
import { SentBefore } from "~/components/forms/sent-before";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { IssueForm } from "~/features/newsletters/components/issue-form";
import { createIssue } from "~/features/newsletters/issues/compose-issue.server";
import { NewIssueSchema } from "~/features/newsletters/issues/issue.schema";
import { issuePath } from "~/features/newsletters/issues/issue-path";
import { getNewsletter } from "~/features/newsletters/newsletters.queries.server";
import { asStaff } from "~/http/access/access.server";
import { offerDraft } from "~/http/forms/drafts.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, sentBefore } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "send-newsletters", async (ctx) => {
    const { slug, name } = await getNewsletter(ctx, params.slug ?? "");
    await offerDraft(ctx, `/admin/newsletters/${slug}/new`);
    return page({ slug, name, submissionId: uuidv7() });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "create-issue", async (ctx) => {
    const form = await parseForm(request, NewIssueSchema);
    if (!form.ok) return badRequest(form);

    const made = await createIssue(ctx, params.slug ?? "", form.data);
    const path = issuePath(made.code);
    if (!made.ok) return sentBefore(form, { text: made.text, href: path });
    return redirectTo(path, { success: "The draft is saved." });
  });
}

export const meta = title("New issue", "Manage");

export default function NewIssuePage() {
  const { slug, name, submissionId } = useLoaderData<typeof loader>();
  const path = `/admin/newsletters/${slug}`;
  const form = useForm();
  return (
    <>
      <BackLink href={path}>{`Back to ${name}`}</BackLink>
      <PageTitle form={form} caption={name}>
        New issue
      </PageTitle>
      <SentBefore form={form} />
      <IssueForm
        newsletter={slug}
        action={`${path}/new`}
        back={path}
        opened={{ submissionId: openedWith(form, "submissionId", submissionId) }}
        form={form}
      />
    </>
  );
}
