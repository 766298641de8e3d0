import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { QueueTable } from "~/features/forum/components/queue-table";
import { SanctionTable } from "~/features/forum/components/sanction-record";
import { listQueue } from "~/features/forum/queue/queue.queries.server";
import { isQueueKind, QUEUE_KINDS, QUEUE_WORDS } from "~/features/forum/queue/queue-words";
import { listSanctionAppeals, listSanctionsToReview } from "~/features/forum/sanctions/sanctions.queries.server";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => {
    const { searchParams } = new URL(request.url);
    const asked = searchParams.get("kind");
    const kind = isQueueKind(asked) ? asked : null;
    const after = searchParams.get("after");
    const [{ items, next }, sanctionAppeals, toReview] = await Promise.all([
      listQueue(ctx, { kind, after }),
      listSanctionAppeals(ctx),
      listSanctionsToReview(ctx),
    ]);
    const rows = items.map(({ claimerId, ...row }) => ({ ...row, isMine: claimerId === ctx.actor.personId }));
    return page({ items: rows, next, kind, after, sanctionAppeals, toReview });
  });
}

export const meta = title("Forum", "Manage");

const HERE = "/admin/forum";
const pathOf = (kind: string | null, after?: string | null) => {
  const query = new URLSearchParams({ ...(kind ? { kind } : {}), ...(after ? { after } : {}) }).toString();
  return query ? `${HERE}?${query}` : HERE;
};

export default function ManageForum() {
  const { items, next, kind, after, sanctionAppeals, toReview } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="To do for moderators, in what you can read.">Forum</PageTitle>
      <ul>
        <li>
          <a href={`${HERE}/acts`}>Moderation log</a>
        </li>
        <li>
          <a href={`${HERE}/counts`}>Counts of decisions, by quarter</a>
        </li>
        <li>
          <a href={`${HERE}/health`}>How the forum does: first answers, newcomers, topics waiting</a>
        </li>
        <li>
          <a href={`${HERE}/words`}>Watched words</a>
        </li>
        <li>
          <a href={`${HERE}/reasons`}>Reasons that are given often</a>
        </li>
        <li>
          <a href={`${HERE}/categories`}>Categories: names, order and who can read them</a>
        </li>
        <li>
          <a href={`${HERE}/tags`}>Tags that topics can have</a>
        </li>
      </ul>
      <nav aria-label="To do">
        <ul className="pn-filters">
          {[null, ...QUEUE_KINDS].map((each) => (
            <li key={each}>
              <a href={pathOf(each)} aria-current={each === kind ? "page" : undefined}>
                {each ? QUEUE_WORDS[each].many : "All"}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {items.length > 0 ? (
        <QueueTable items={items} />
      ) : sanctionAppeals.length + toReview.length > 0 ? null : (
        <EmptyState text="Nothing waits. Reports, posts with watched words, near misses and appeals are listed here until one of you decides." />
      )}
      {sanctionAppeals.length > 0 ? (
        <SanctionTable caption="Appeals of members against a decision about them, the oldest first" sanctions={sanctionAppeals} names />
      ) : null}
      {toReview.length > 0 ? (
        <SanctionTable caption="Suspensions without an end to look at again, the oldest first" sanctions={toReview} names />
      ) : null}
      <NextPrevious
        label="More to do"
        previous={after ? pathOf(kind) : null}
        previousText="From the top"
        next={next ? pathOf(kind, next) : null}
        nextText="More"
      />
    </>
  );
}
