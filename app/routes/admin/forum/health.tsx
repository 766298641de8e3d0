import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { Progress } from "~/components/ui/progress";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { MemberName } from "~/features/forum/components/member-name";
import { TopicList } from "~/features/forum/components/topic-list";
import { getForumHealth, NEWCOMER_DAYS, TOPICS_A_MONTH } from "~/features/forum/health/forum-health.queries.server";
import { placeWords } from "~/features/forum/moderation/moderation-words";
import { postPath } from "~/features/forum/topics/topic-address";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";
import { formatMonth } from "~/lib/dates";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "moderate", async (ctx) => {
    const after = new URL(request.url).searchParams.get("after");
    return page({ ...(await getForumHealth(ctx, after)), after, days: NEWCOMER_DAYS, most: TOPICS_A_MONTH });
  });
}

export const meta = title("How the forum does", "Manage");

const HERE = "/admin/forum/health";

export default function Health() {
  const { months, newcomers, welcomed, waiting, topics, next, after, days, most } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/forum"]} />
      <PageTitle intro="In what you can read. Nobody is measured by name: this is about questions that wait, so that one of you answers.">
        How the forum does
      </PageTitle>

      <h2>New here</h2>
      {newcomers === 0 ? (
        <EmptyState
          text={`Nobody posted for the first time in the last ${days} days. Who does is listed here until somebody answers or thanks them.`}
        />
      ) : (
        <>
          <p>
            {newcomers === 1 ? "One person" : `${newcomers} people`} posted for the first time in the last {days} days. Answered or thanked:
          </p>
          <Progress label="First posts that were answered or thanked for" done={welcomed} of={newcomers} />
        </>
      )}
      {waiting.length > 0 ? (
        <Table
          caption="First posts waiting for an answer, the oldest first"
          columns={[
            { heading: "Post", cell: (post) => <a href={postPath(post)}>{placeWords(post)}</a> },
            { heading: "By", cell: ({ author }) => <MemberName who={author} /> },
            { heading: "Written", cell: ({ writtenAt }) => <When at={writtenAt} time /> },
          ]}
          rows={waiting}
          rowKey={({ topic, number }) => `${topic.code}.${number}`}
        />
      ) : null}

      <h2>First answers</h2>
      <p>
        Of the topics that began in each month, of its latest {most} where there were more: how soon somebody else than who began it wrote
        there.
      </p>
      <Table
        caption="First answers by month"
        captionHidden
        columns={[
          { heading: "Month", cell: ({ from }) => formatMonth(from) },
          { heading: "Topics", isNumber: true, cell: ({ topics }) => topics },
          {
            heading: "Answered within a day",
            cell: ({ from, topics, withinADay }) =>
              topics > 0 ? <Progress label={`Answered within a day, ${formatMonth(from)}`} done={withinADay} of={topics} /> : "None began",
          },
          {
            heading: "Half of them within",
            cell: ({ topics, halfWithinHours }) => (topics > 0 ? hoursWords(halfWithinHours) : "None began"),
          },
          { heading: "Without an answer", isNumber: true, cell: ({ topics, answered }) => topics - answered },
        ]}
        rows={months}
        rowKey={({ from }) => String(from)}
      />

      <h2>Without an answer</h2>
      <p>Open topics of the last year to which nobody replied, the one that waits longest first.</p>
      {topics.length > 0 ? (
        <TopicList topics={topics} across />
      ) : (
        <EmptyState text="Every question of the last year was answered. One that was not is listed here until somebody replies." />
      )}
      <NextPrevious
        label="More topics without an answer"
        previous={after ? HERE : null}
        previousText="From the oldest"
        next={next ? `${HERE}?after=${next}` : null}
        nextText="Newer"
      />
    </>
  );
}

function hoursWords(hours: number | null): string {
  if (hours === null) return "Half wait still";
  if (hours <= 1) return "An hour";
  return hours <= 48 ? `${hours} hours` : `${Math.ceil(hours / 24)} days`;
}
