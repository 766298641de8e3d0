import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { ButtonRow } from "~/components/ui/button-row";
import { InsetText } from "~/components/ui/inset-text";
import { Prose } from "~/components/ui/prose";
import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";
import { KnownOf } from "~/features/forum/components/known-of";
import { PollWords } from "~/features/forum/components/poll-words";
import { placeWords, reportedPath } from "~/features/forum/moderation/moderation-words";
import { REASONS } from "~/features/forum/reports/report.schema";
import { OUTCOME_WORDS } from "~/features/forum/reports/report-words";
import { openReports } from "~/features/forum/reports/reports.queries.server";
import { postNumber, topicCode } from "~/features/forum/topics/topic-address";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) =>
    page(await openReports(ctx, { topic: topicCode(params), number: postNumber(params) })),
  );
}

export const meta = title("A reported post", "Manage");

export default function Reported() {
  const { seen, topic, title, number, author, ref, bodyHtml, poll, isHidden, isRemoved, isOwn, reports } = useLoaderData<typeof loader>();
  const post = `/forum/topics/${topic.code}/posts/${number}`;
  const isFirst = number === 1 && topic.page === null;
  const waits = reports.some(({ decision }) => decision === null);
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/forum"]} />
      <PageTitle
        caption={placeWords({ topic: { ...topic, title }, number })}
        intro={isHidden ? "Only its author and moderators can read it until one of you decides." : undefined}
      >
        A reported post of {author}
      </PageTitle>
      <KnownOf member={ref} name={author} />
      <InsetText>
        {isRemoved ? <p>It was removed.</p> : <Prose html={bodyHtml} />}
        {poll && !isRemoved ? <PollWords poll={poll} /> : null}
      </InsetText>
      {waits && !isRemoved ? (
        isOwn ? (
          <p>This is your own post: another moderator decides.</p>
        ) : (
          <>
            {isFirst && isHidden ? (
              <p>
                The topic’s title is hidden with it. Where the title says too much,{" "}
                <a href={`/forum/topics/${topic.code}/title`}>change the title</a> before you edit the text: both are shown again once the
                text is changed. If only the title was wrong, change it and then let the post stand.
              </p>
            ) : null}
            <ButtonRow>
              <ButtonLink href={`${post}/remove`}>Remove it</ButtonLink>
              <ButtonLink href={`${post}/edit`} look="secondary">
                Edit it
              </ButtonLink>
              {topic.page === null ? <a href={`/forum/topics/${topic.code}/remove`}>Remove the whole topic</a> : null}
            </ButtonRow>
            <Form action={`${reportedPath({ topic, number })}/stand`} opened={{ seen }}>
              <p>
                {isHidden
                  ? "If nobody can be recognised in it, let it stand: everybody who could read it can then read it again."
                  : "If nothing is wrong with it, let it stand."}
              </p>
              <Button look="secondary">Let it stand</Button>
            </Form>
          </>
        )
      ) : null}
      <h2>Reports</h2>
      {reports.map(({ reason, details, at, reporter, decision }) => (
        <SummaryList
          key={String(at) + reason}
          rows={[
            { label: "Why", value: REASONS[reason].label },
            ...(details ? [{ label: "More", value: <span className="pn-source">{details}</span> }] : []),
            ...(isOwn ? [] : [{ label: "By", value: reporter ?? "A visitor" }]),
            { label: "When", value: <When at={at} time /> },
            { label: "Outcome", value: decision ? OUTCOME_WORDS[decision] : "Waits" },
          ]}
        />
      ))}
    </>
  );
}
