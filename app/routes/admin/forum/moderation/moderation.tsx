import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { DecisionForm } from "~/features/forum/components/decision-form";
import { KnownOf } from "~/features/forum/components/known-of";
import { ModerationRecord } from "~/features/forum/components/moderation-record";
import { DECISION_REFUSALS } from "~/features/forum/moderation/moderation.policy";
import { didWords, staffModerationPath } from "~/features/forum/moderation/moderation-words";
import { openModeration } from "~/features/forum/moderation/open-moderation.server";
import { asConfidant } from "~/http/access/access.server";
import { useForm } from "~/http/forms/use-form";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => page(await openModeration(ctx, params.code ?? "")));
}

export const meta = title("What a moderator did", "Manage");

export default function Moderation() {
  const act = useLoaderData<typeof loader>();
  const path = staffModerationPath(act.code);
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/forum"]} />
      <PageTitle form={form}>A moderator {didWords(act.kind, act.author)}</PageTitle>
      <KnownOf member={act.ref} name={act.author} />
      <ModerationRecord act={act} />
      {act.appeal && !act.decision ? (
        <DecisionForm path={path} refusal={act.decisionBlocker && DECISION_REFUSALS[act.decisionBlocker]} form={form} />
      ) : null}
      {act.undoBlocker === null ? (
        <ButtonLink href={`${path}/undo`} look="secondary">
          Undo this
        </ButtonLink>
      ) : null}
    </>
  );
}
