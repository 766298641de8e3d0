import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { InsetText } from "~/components/ui/inset-text";
import { NextPrevious } from "~/components/ui/next-previous";
import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";
import { staffCleanUpPath } from "~/features/forum/clean-up/clean-up-words";
import { openCleanUp } from "~/features/forum/clean-up/clean-ups.queries.server";
import { KnownOf } from "~/features/forum/components/known-of";
import { ModerationTable } from "~/features/forum/components/moderation-table";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => {
    const after = new URL(request.url).searchParams.get("after");
    return page({ ...(await openCleanUp(ctx, params.code ?? "", after)), after });
  });
}

export const meta = title("Removed at once", "Manage");

export default function CleanUp() {
  const { code, ref, member, moderator, reason, at, finishedAt, undoneAt, acts, next, after, isLeft, undoBlocker } =
    useLoaderData<typeof loader>();
  const path = staffCleanUpPath(code);
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/forum"]} />
      <PageTitle>What was removed of {member}’s at once</PageTitle>
      <KnownOf member={ref} name={member} />
      {finishedAt ? null : <InsetText>It is still being removed. Load this page again in a moment.</InsetText>}
      <SummaryList
        rows={[
          {
            label: "Decided",
            value: (
              <>
                <When at={at} time />
                {moderator ? `, by ${moderator}` : null}
              </>
            ),
          },
          { label: "Reason", value: <span className="pn-source">{reason}</span> },
          ...(undoneAt ? [{ label: "Put back", value: <When at={undoneAt} time /> }] : []),
        ]}
      />
      {acts.length > 0 ? <ModerationTable acts={acts} /> : <p>None of it is in a place that you can read.</p>}
      <NextPrevious
        label="More of it"
        previous={after ? path : null}
        previousText="Latest"
        next={next ? `${path}?after=${next}` : null}
        nextText="Older"
      />
      {undoBlocker === null && isLeft ? (
        <ButtonLink href={`${path}/undo`} look="secondary">
          Undo all of it
        </ButtonLink>
      ) : null}
    </>
  );
}
