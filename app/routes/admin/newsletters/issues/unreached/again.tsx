import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { InsetText } from "~/components/ui/inset-text";
import { sendAgain } from "~/features/mail/mailings/send-again.server";
import { type AgainBlocker, findUnreached } from "~/features/mail/mailings/unreached.policy";
import { countReachedNow, countUnreached } from "~/features/mail/mailings/unreached.queries.server";
import { people } from "~/features/newsletters/components/audience-summary";
import { UnreachedSchema } from "~/features/newsletters/issues/issue.schema";
import { issuePath } from "~/features/newsletters/issues/issue-path";
import { getIssue, getMailingId } from "~/features/newsletters/issues/issues.queries.server";
import { AGAIN_REFUSALS, UNREACHED_WORDS } from "~/features/newsletters/issues/sending.policy";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { NotFoundError } from "~/lib/errors";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "send-issue", async (ctx) => {
    const group = findUnreached(new URL(request.url).searchParams.get("who") ?? "unknown");
    if (!group) throw new NotFoundError("group");
    const { code, subject } = await getIssue(ctx, params.code ?? "");
    const mailingId = await getMailingId(ctx, code);
    const [{ finishedAt, groups }, reached] = await Promise.all([countUnreached(ctx, mailingId), countReachedNow(ctx, mailingId, group)]);
    const path = issuePath(code);
    const count = groups.find((one) => one.group === group)?.count ?? 0;
    const blocker: AgainBlocker | null = finishedAt ? (reached === 0 ? "nobody" : null) : "not-finished";
    return page({ path, subject, group, finishedAt: finishedAt ?? "", reached, others: count - reached, blocker });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "send-issue", async (ctx) => {
    const form = await parseForm(request, UnreachedSchema);
    if (!form.ok) return badRequest(form);
    const again = await sendAgain(ctx, await getMailingId(ctx, params.code ?? ""), {
      group: form.data.who,
      finishedAt: form.data.finishedAt,
    });
    if (!again.ok) return badRequest(form.refused(AGAIN_REFUSALS[again.reason]));
    return redirectTo(`/admin/newsletters/issues/${params.code}`, { success: `It is being sent again to ${people(again.count)}.` });
  });
}

export const meta = title("Send again", "Manage");

export default function SendAgainPage() {
  const { path, subject, group, finishedAt, reached, others, blocker } = useLoaderData<typeof loader>();
  const form = useForm();
  if (blocker)
    return (
      <>
        <BackLink href={path}>Back to the issue</BackLink>
        <PageTitle caption={subject} form={form}>
          {UNREACHED_WORDS[group].title}: send again
        </PageTitle>
        {form ? null : <InsetText>{AGAIN_REFUSALS[blocker]}</InsetText>}
      </>
    );
  return (
    <ConfirmPage
      title={`Send ${quoted(subject)} again to ${people(reached)}?`}
      action={`${path}/unreached/again?who=${group}`}
      button={`Send again to ${people(reached)}`}
      back={`${path}/unreached?who=${group}`}
      hidden={{ who: group, finishedAt }}
      form={form}
    >
      <p>{UNREACHED_WORDS[group].risk}</p>
      {others > 0 ? <p>{people(others)} of this group cannot be reached now and are left out, as the list decides.</p> : null}
      <p>They get the email as it was sent the first time. Everybody else gets nothing.</p>
    </ConfirmPage>
  );
}
