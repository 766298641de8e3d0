import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { ButtonRow } from "~/components/ui/button-row";
import { EmptyState } from "~/components/ui/empty-state";
import { InsetText } from "~/components/ui/inset-text";
import { NextPrevious } from "~/components/ui/next-previous";
import { Table } from "~/components/ui/table";
import { findUnreached } from "~/features/mail/mailings/unreached.policy";
import { countReachedNow, countUnreached, lookAtUnreached } from "~/features/mail/mailings/unreached.queries.server";
import { people } from "~/features/newsletters/components/audience-summary";
import { issuePath } from "~/features/newsletters/issues/issue-path";
import { getIssue, getMailingId } from "~/features/newsletters/issues/issues.queries.server";
import { AGAIN_REFUSALS, blockerWords, UNREACHED_WORDS } from "~/features/newsletters/issues/sending.policy";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";
import { NotFoundError } from "~/lib/errors";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "see-audience", async (ctx) => {
    const query = new URL(request.url).searchParams;
    const group = findUnreached(query.get("who") ?? "unknown");
    if (!group) throw new NotFoundError("group");
    const issue = await getIssue(ctx, params.code ?? "");
    const mailingId = await getMailingId(ctx, issue.code);
    const [{ finishedAt, groups }, reached] = await Promise.all([countUnreached(ctx, mailingId), countReachedNow(ctx, mailingId, group)]);
    const of = groups.find((one) => one.group === group);
    return page({
      path: issuePath(issue.code),
      subject: issue.subject,
      group,
      finishedAt,
      count: of?.count ?? 0,
      isLeft: of?.isLeft ?? false,
      reached,
      ...(await lookAtUnreached(ctx, mailingId, group, query.get("after"))),
    });
  });
}

export const meta = title("Whom it did not reach", "Manage");

export default function UnreachedPage() {
  const { path, subject, group, finishedAt, count, isLeft, reached, rows, next } = useLoaderData<typeof loader>();
  const words = UNREACHED_WORDS[group];
  return (
    <>
      <BackLink href={path}>Back to the issue</BackLink>
      <PageTitle caption={subject} intro={words.intro}>
        {finishedAt ? `${words.title}: ${people(count)}` : words.title}
      </PageTitle>
      {finishedAt ? null : <InsetText>{AGAIN_REFUSALS["not-finished"]}</InsetText>}
      {finishedAt && count > 0 ? (
        <>
          {isLeft ? <p>It was decided to leave them as they are.</p> : null}
          {reached === 0 ? <p>{AGAIN_REFUSALS.nobody}</p> : null}
          <ButtonRow>
            {reached > 0 ? <ButtonLink href={`${path}/unreached/again?who=${group}`}>Send to those again</ButtonLink> : null}
            {isLeft ? null : (
              <Form action={`${path}/unreached/leave`} hidden={{ who: group, finishedAt }}>
                <Button look="secondary">Leave it</Button>
              </Form>
            )}
          </ButtonRow>
        </>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState text="Nobody." />
      ) : (
        <>
          <p>Each person shown here can see that you looked.</p>
          <Table
            caption="Who they are"
            captionHidden
            columns={[
              { heading: "Name", cell: ({ name }) => name ?? "No name given" },
              { heading: "Email address", cell: ({ address }) => address },
              { heading: "Why", cell: ({ reason }) => blockerWords(reason) },
              { heading: "If it is sent again", cell: ({ blocker }) => (blocker ? `Left out: ${blockerWords(blocker)}` : "Gets it") },
            ]}
            rows={rows}
            rowKey={({ ref }) => ref}
          />
        </>
      )}
      <NextPrevious next={next ? `${path}/unreached?${new URLSearchParams({ who: group, after: next })}` : null} label="More people" />
    </>
  );
}
