import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PatientDetails } from "~/components/forms/patient-details";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { InsetText } from "~/components/ui/inset-text";
import { UNDO_REFUSALS } from "~/features/forum/moderation/moderation.policy";
import { UndoSchema } from "~/features/forum/moderation/moderation.schema";
import { isMove, staffModerationPath } from "~/features/forum/moderation/moderation-words";
import { openModeration } from "~/features/forum/moderation/open-moderation.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => {
    const { code, kind, author, original, originalTitle, from, undoBlocker } = await openModeration(ctx, params.code ?? "");
    return page({ path: staffModerationPath(code), isMove: isMove(kind), author, original, originalTitle, from, blocker: undoBlocker });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "undo-moderation", async (ctx) => {
    const form = await parseForm(request, UndoSchema);
    if (!form.ok) return badRequest(form);
    const undone = await undoModeration(ctx, params.code ?? "", { vouch: form.data.vouch });
    if (undone.ok)
      return redirectTo(staffModerationPath(params.code ?? ""), { success: "It is back, and its author is told if they are still here." });
    return badRequest(form.refused(UNDO_REFUSALS[undone.reason]));
  });
}

export const meta = title("Undo an act of a moderator", "Manage");

export default function Undo() {
  const { path, isMove, author, original, originalTitle, from, blocker } = useLoaderData<typeof loader>();
  const form = useForm();
  if (blocker)
    return (
      <>
        <BackLink href={path} />
        <PageTitle form={form}>Undo this?</PageTitle>
        {form ? null : <InsetText>{UNDO_REFUSALS[blocker]}</InsetText>}
      </>
    );
  return (
    <ConfirmPage title="Undo this?" action={`${path}/undo`} button="Put it back" back={path} form={form} warns={false}>
      <p>
        {from
          ? `The topic is in ${from} again, and those who read there read it. ${author} is told, and so is whoever was told that it was moved.`
          : isMove
            ? `The posts are under their old numbers again. Whoever wrote them is told.`
            : `What ${author} wrote is again as it was, for everybody who reads there. They are told.`}
      </p>
      {originalTitle === null ? null : <pre className="pn-source">{originalTitle}</pre>}
      {original ? <pre className="pn-source">{original}</pre> : null}
      <PatientDetails form={form} isEarlier />
    </ConfirmPage>
  );
}
