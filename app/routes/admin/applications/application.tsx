import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { ButtonRow } from "~/components/ui/button-row";
import { InsetText } from "~/components/ui/inset-text";
import { decisionRefusal } from "~/features/membership/applications/application.policy";
import { lookAtApplication } from "~/features/membership/applications/applications.queries.server";
import { ApplicationRecord } from "~/features/membership/components/application-record";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "decide-applications", async (ctx) => page(await lookAtApplication(ctx, params.code ?? "")));
}

export const meta = title("Application", "Manage");

export default function ApplicationPage() {
  const application = useLoaderData<typeof loader>();
  const path = `/admin/applications/${application.code}`;
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/applications"]} />
      <PageTitle caption={`Application of ${application.ref}`}>{application.fullName}</PageTitle>
      {application.blocker === null ? (
        <ButtonRow>
          <ButtonLink href={`${path}/approve`}>Approve</ButtonLink>
          <ButtonLink href={`${path}/ask`} look="secondary">
            Ask for more
          </ButtonLink>
          <ButtonLink href={`${path}/decline`} look="secondary">
            Decline
          </ButtonLink>
        </ButtonRow>
      ) : null}
      {application.blocker === "own" ? <InsetText>{decisionRefusal({ reason: "own", by: null })}</InsetText> : null}
      <ApplicationRecord application={application} />
      <p className="pn-meta">That you read this is written down. The applicant, and everybody else shown here, can see it.</p>
    </>
  );
}
