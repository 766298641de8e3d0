import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { Table } from "~/components/ui/table";
import { countReach } from "~/features/consents/reach.queries.server";
import { AudienceSummary } from "~/features/newsletters/components/audience-summary";
import { getIssue } from "~/features/newsletters/issues/issues.queries.server";
import { lookAtAudience } from "~/features/newsletters/issues/look-at-audience.server";
import { blockerWords } from "~/features/newsletters/issues/sending.policy";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "see-audience", async (ctx) => {
    const issue = await getIssue(ctx, params.code ?? "");
    const query = new URL(request.url).searchParams;
    const which = query.get("who") ?? "reachable";
    const reach = await countReach(ctx, issue.newsletter.listId);
    return page({
      path: `/admin/newsletters/issues/${issue.code}`,
      subject: issue.subject,
      which,
      reach,
      ...(await lookAtAudience(ctx, issue, which, query.get("after"))),
    });
  });
}

export const meta = title("Audience", "Manage");

export default function AudiencePage() {
  const { path, subject, which, reach, rows, next } = useLoaderData<typeof loader>();
  const heading = which === "reachable" ? "Who gets it" : blockerWords(which);
  return (
    <>
      <BackLink href={path}>Back to the issue</BackLink>
      <PageTitle caption={subject} intro="Each person shown here can see that you looked.">
        Audience
      </PageTitle>
      <AudienceSummary reach={reach} path={path} />
      {rows.length === 0 ? (
        <EmptyState text="Nobody." />
      ) : (
        <Table
          caption={heading}
          columns={[
            { heading: "Name", cell: ({ name }) => name ?? "No name given" },
            { heading: "Email address", cell: ({ address }) => address },
          ]}
          rows={rows}
          rowKey={({ ref }) => ref}
        />
      )}
      <NextPrevious next={next ? `${path}/audience?${new URLSearchParams({ who: which, after: next })}` : null} label="More people" />
    </>
  );
}
