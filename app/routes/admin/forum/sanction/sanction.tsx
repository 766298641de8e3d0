import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { ButtonRow } from "~/components/ui/button-row";
import { DecisionForm, SANCTION_DECISIONS } from "~/features/forum/components/decision-form";
import { KnownOf } from "~/features/forum/components/known-of";
import { SanctionRecord } from "~/features/forum/components/sanction-record";
import { listReasons } from "~/features/forum/moderation/reasons.server";
import { openSanction } from "~/features/forum/sanctions/end-sanction.server";
import { SANCTION_DECISION_REFUSALS } from "~/features/forum/sanctions/sanction.policy";
import { laidWords, staffSanctionPath } from "~/features/forum/sanctions/sanction-words";
import { asConfidant } from "~/http/access/access.server";
import { useForm } from "~/http/forms/use-form";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) =>
    page({ ...(await openSanction(ctx, params.code ?? "")), reasons: await listReasons(ctx) }),
  );
}

export const meta = title("What a moderator decided", "Manage");

export default function SanctionPage() {
  const sanction = useLoaderData<typeof loader>();
  const { code, kind, ref, member, appeal, decision, decisionBlocker, endsAt, isStanding, isOwn, mayLift, mayUndo } = sanction;
  const path = staffSanctionPath(code);
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/forum"]} />
      <PageTitle form={form}>A moderator {laidWords(kind, member)}</PageTitle>
      <KnownOf member={ref} name={member} />
      <SanctionRecord sanction={sanction} />
      {appeal && !decision ? (
        <DecisionForm
          path={path}
          refusal={decisionBlocker && SANCTION_DECISION_REFUSALS[decisionBlocker]}
          label="What happens?"
          choices={SANCTION_DECISIONS}
          reasons={sanction.reasons}
          form={form}
        />
      ) : null}
      {mayLift || mayUndo ? (
        <ButtonRow>
          <ButtonLink href={`${path}/lift`} look="secondary">
            {mayLift ? "Lift or take back" : "Take back"}
          </ButtonLink>
          {isStanding && kind === "suspended" && !endsAt && !isOwn ? (
            <Form action={`${path}/review`}>
              <Button look="secondary">I looked again, and it goes on</Button>
            </Form>
          ) : null}
        </ButtonRow>
      ) : null}
    </>
  );
}
