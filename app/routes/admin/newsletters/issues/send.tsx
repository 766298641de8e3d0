import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { openedWith } from "~/components/forms/form-state";
import { TextField } from "~/components/forms/text-field";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { AudienceSummary, people } from "~/features/newsletters/components/audience-summary";
import { Checklist } from "~/features/newsletters/components/checklist";
import { getDraftOverview } from "~/features/newsletters/issues/draft-overview.queries.server";
import { SEND_REFUSALS } from "~/features/newsletters/issues/issue.policy";
import { SendSchema } from "~/features/newsletters/issues/issue.schema";
import { getIssue } from "~/features/newsletters/issues/issues.queries.server";
import { sendIssue } from "~/features/newsletters/issues/send-issue.server";
import { checkReaders } from "~/features/search/check-readers.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, conflict, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "send-issue", async (ctx) => {
    const issue = await getIssue(ctx, params.code ?? "");
    const path = `/admin/newsletters/issues/${issue.code}`;
    if (issue.state === "sent") throw await redirectTo(path);
    const [draft, readers] = await Promise.all([getDraftOverview(ctx, issue), checkReaders(ctx, issue)]);
    return page({ path, subject: issue.subject, version: issue.version, ...draft, checks: [...draft.checks, readers] });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "send-issue", async (ctx) => {
    const form = await parseForm(request, SendSchema);
    if (!form.ok) return badRequest(form);

    const path = `/admin/newsletters/issues/${params.code}`;
    const sent = await sendIssue(ctx, params.code ?? "", form.data);
    if (sent.ok) return redirectTo(path, { success: "Sending has started." });
    if (sent.reason === "sent") return redirectTo(path);
    const refused = form.refused(SEND_REFUSALS[sent.reason], sent.reason === "other-number" ? "people" : undefined);
    return sent.reason === "changed" ? conflict(refused, {}, { version: undefined }) : badRequest(refused);
  });
}

export const meta = title("Send the issue", "Manage");

export default function SendPage() {
  const { path, subject, version, checks, reach } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Send ${quoted(subject)} to ${people(reach.reachable)}?`}
      action={`${path}/send`}
      button={`Send to ${people(reach.reachable)}`}
      back={path}
      opened={{ version: openedWith(form, "version", String(version)) }}
      form={form}
    >
      <p>
        It leaves at once, and is in the archive from then on. You can stop it while it is being sent; what has left cannot be called back.
      </p>
      <Checklist checks={checks} />
      <AudienceSummary reach={reach} path={path} />
      <TextField
        name="people"
        label={`To confirm, type the number of people who get it: ${reach.reachable.toLocaleString("en-GB")}`}
        inputMode="numeric"
        autoComplete="off"
        width={10}
        form={form}
      />
    </ConfirmPage>
  );
}
