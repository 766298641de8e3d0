import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { isUndecided, STATE_WORDS } from "~/features/membership/applications/application.policy";
import { lookAtApplications, shownState } from "~/features/membership/applications/applications.queries.server";
import { StateFilter } from "~/features/membership/components/state-filter";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "decide-applications", async (ctx) => {
    const query = new URL(request.url).searchParams;
    const state = shownState(query.get("state"));
    return page({ state, ...(await lookAtApplications(ctx, state, query.get("after"))) });
  });
}

export const meta = title("Applications", "Manage");

export default function ApplicationsPage() {
  const { state, rows, next } = useLoaderData<typeof loader>();
  const isQueue = isUndecided(state);
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="Who applied to join. The longest waiting is first.">Applications</PageTitle>
      <StateFilter current={state} />
      {rows.length === 0 ? (
        <EmptyState
          text={state === "waiting" ? "Nothing waits. New applications are listed here once their address is confirmed." : "None."}
        />
      ) : (
        <Table
          caption={STATE_WORDS[state].label}
          columns={[
            { heading: "Name", cell: ({ code, fullName }) => <a href={`/admin/applications/${code}`}>{fullName}</a> },
            { heading: "Reference", cell: ({ ref }) => <span className="pn-reference">{ref}</span> },
            { heading: "Organisation", cell: ({ organisation }) => organisation },
            { heading: "Applied", cell: ({ createdAt }) => <When at={createdAt} /> },
            ...(isQueue
              ? []
              : [{ heading: "Decided", cell: ({ decidedAt }: Row) => (decidedAt ? <When at={decidedAt} /> : "Not decided") }]),
          ]}
          rows={rows}
          rowKey={({ code }) => code}
        />
      )}
      <NextPrevious
        next={next ? `/admin/applications?${new URLSearchParams({ state, after: next })}` : null}
        nextText={isQueue ? "Newer applications" : "Older applications"}
        label="More applications"
      />
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];
