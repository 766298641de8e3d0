import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { HeldState, HeldWhere } from "~/features/forum/components/held-record";
import { heldPath } from "~/features/forum/held/held.policy";
import { listOwnHeld } from "~/features/forum/held/held.queries.server";
import { asSignedIn } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const after = new URL(request.url).searchParams.get("after");
    return page({ ...(await listOwnHeld(ctx, after)), after });
  });
}

export const meta = title("Your posts waiting", "Forum");

export default function HeldList() {
  const { held, next, after } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/", "/forum"]} />
      <PageTitle intro="Some posts wait until a moderator lets them through. Nobody but you and moderators can see them.">
        Your posts waiting
      </PageTitle>
      {held.length > 0 ? (
        <Table
          caption="Your posts that are waiting or were declined, the latest first"
          captionHidden
          columns={[
            {
              heading: "Post",
              cell: ({ code, title, place }) => (
                <a href={heldPath(code)}>{title ?? (place?.topic?.page == null ? "Your reply" : "Your comment")}</a>
              ),
            },
            { heading: "Where", cell: ({ place }) => <HeldWhere place={place} /> },
            { heading: "Sent", cell: ({ heldAt }) => <When at={heldAt} time /> },
            { heading: "State", cell: ({ state }) => <HeldState state={state} /> },
          ]}
          rows={held}
          rowKey={({ code }) => code}
        />
      ) : (
        <EmptyState text="Nothing of yours waits. What a moderator has to look at before others can read it is listed here." />
      )}
      <NextPrevious
        label="More posts"
        previous={after ? "/forum/held" : null}
        previousText="Latest"
        next={next ? `/forum/held?after=${next}` : null}
        nextText="Older"
      />
    </>
  );
}
