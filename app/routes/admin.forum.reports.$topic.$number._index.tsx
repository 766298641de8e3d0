import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { ButtonRow } from "~/components/ui/button-row";
import { Form } from "~/components/ui/form";
import { InsetText } from "~/components/ui/inset-text";
import { Prose } from "~/components/ui/prose";
import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";
import { MODERATOR_ROLES } from "~/features/forum/moderation.policy";
import { placeWords, reportedPath } from "~/features/forum/moderation-words";
import { REASONS } from "~/features/forum/report.schema";
import { OUTCOME_WORDS } from "~/features/forum/report-words";
import { openReports } from "~/features/forum/reports.queries.server";
import { postNumber, topicCode } from "~/features/forum/topic-address";
import { asConfidant } from "~/http/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, MODERATOR_ROLES, async (ctx) =>
    page(await openReports(ctx, { topic: topicCode(params), number: postNumber(params) })),
  );
}

export const meta = title("A reported post", "Manage");

export default function Reported() {
  const { topic, title, number, author, bodyHtml, isHidden, isRemoved, isOwn, reports } = useLoaderData<typeof loader>();
  const post = `/forum/topics/${topic.code}/posts/${number}`;
  const waits = reports.some(({ decision }) => decision === null);
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { title: "Manage", href: "/admin" },
          { title: "Forum", href: "/admin/forum" },
        ]}
      />
      <PageTitle
        caption={placeWords({ topic: { ...topic, title }, number })}
        intro={isHidden ? "Nobody reads it until you decide." : undefined}
      >
        A reported post of {author}
      </PageTitle>
      <InsetText>{isRemoved ? <p>It was removed.</p> : <Prose html={bodyHtml} />}</InsetText>
      {waits && !isRemoved ? (
        isOwn ? (
          <p>This is your own post: another moderator decides.</p>
        ) : (
          <ButtonRow>
            <Form action={`${reportedPath({ topic, number })}/stand`}>
              <Button>Let it stand</Button>
            </Form>
            <ButtonLink href={`${post}/remove`} look="secondary">
              Remove it
            </ButtonLink>
            <a href={`${post}/edit`}>Edit it</a>
            {topic.page === null ? <a href={`/forum/topics/${topic.code}/remove`}>Remove the whole topic</a> : null}
          </ButtonRow>
        )
      ) : null}
      <h2>Reports</h2>
      {reports.map(({ reason, details, at, reporter, decision }) => (
        <SummaryList
          key={String(at) + reason}
          rows={[
            { label: "Why", value: REASONS[reason].label },
            ...(details ? [{ label: "More", value: details }] : []),
            { label: "By", value: reporter ?? "A visitor" },
            { label: "When", value: <When at={at} time /> },
            { label: "Outcome", value: decision ? OUTCOME_WORDS[decision] : "Waits" },
          ]}
        />
      ))}
    </>
  );
}
