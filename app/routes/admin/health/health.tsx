import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { SummaryList } from "~/components/ui/summary-list";
import { Table } from "~/components/ui/table";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { getMailHealth } from "~/features/mail/log/mail-log.queries.server";
import { listRestingDomains } from "~/features/mail/transport/domain-rests.server";
import { getWorkWaiting } from "~/features/operations/work-waiting.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";
import { readiness } from "~/http/server/health.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "see-health", async (ctx) => {
    const [ready, work, mail, resting] = await Promise.all([readiness(), getWorkWaiting(ctx), getMailHealth(ctx), listRestingDomains(ctx)]);
    return page({ parts: ready.body, work, mail, resting, node: process.version });
  });
}

export const meta = title("Health", "Manage");

export default function HealthPage() {
  const { parts, work, mail, resting, node } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle>Health</PageTitle>
      <SummaryList
        rows={[
          { label: "Database", value: <Well is={parts.database} /> },
          { label: "Tables", value: <Well is={parts.migrations} bad="Behind this release" /> },
          { label: "Queue", value: <Well is={parts.queue} /> },
          { label: "Email due", value: <Waiting count={mail.due} since={mail.oldestDue} /> },
          {
            label: "Email in the last day",
            value: (
              <>
                {mail.failed} failed, {mail.unknown} not known. <a href="/admin/mail?show=problems">See which</a>
              </>
            ),
          },
          ...(mail.relay
            ? [
                {
                  label: "Mail relay, when last tried",
                  value: (
                    <>
                      {mail.relay.words}
                      {mail.relay.nextAt ? (
                        <>
                          {" "}
                          It is left alone until <When at={mail.relay.nextAt} time />.
                        </>
                      ) : null}
                    </>
                  ),
                },
              ]
            : []),
          ...(mail.signature ? [{ label: "Signature of email", value: mail.signature }] : []),
          ...(resting.length > 0 ? [{ label: "Email rests for", value: <Resting domains={resting} /> }] : []),
          { label: "Work waiting", value: <Waiting count={work.waiting} since={work.oldest} /> },
          { label: "Node.js", value: node },
        ]}
      />
      <h2>Failed jobs</h2>
      {work.failed.length === 0 ? (
        <EmptyState text="None. What fails again and again will be listed here, to be tried once more when its cause is mended." />
      ) : (
        <Table
          caption="Failed jobs"
          captionHidden
          columns={[
            { heading: "Work", cell: ({ name }) => name },
            { heading: "Given up", cell: ({ failedAt }) => <When at={failedAt} time /> },
            { heading: "Why", cell: ({ error }) => error ?? "Not known" },
            {
              heading: "Act",
              cell: ({ id, name }) => (
                <Form action="/admin/health/retry" hidden={{ work: id }}>
                  <Button look="secondary" small hidden={` ${name}`}>
                    Try again
                  </Button>
                </Form>
              ),
            },
          ]}
          rows={work.failed}
          rowKey={({ id }) => id}
        />
      )}
    </>
  );
}

const Well = ({ is, bad = "Not reached" }: { is: boolean; bad?: string }) => <Tag tone={is ? "green" : "red"}>{is ? "Good" : bad}</Tag>;

/** Domains whose mail servers answered that they want no mail from us for a while. */
const Resting = ({ domains }: { domains: { domain: string; until: string; smtpCode: number | null; smtpStatus: string | null }[] }) => (
  <ul className="nhsuk-list">
    {domains.map(({ domain, until, smtpCode, smtpStatus }) => (
      <li key={domain}>
        {domain}, until <When at={until} time />
        {smtpCode ? ` (${[smtpCode, smtpStatus].filter(Boolean).join(" ")})` : ""}
      </li>
    ))}
  </ul>
);

function Waiting({ count, since }: { count: number; since: string | null }) {
  if (count === 0 || !since) return "None";
  return (
    <>
      {count >= 1000 ? "1,000 or more" : count.toLocaleString("en-GB")}, the oldest since <When at={since} time />
    </>
  );
}
