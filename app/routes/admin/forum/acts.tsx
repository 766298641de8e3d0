import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { ModerationTable } from "~/features/forum/components/moderation-table";
import { listModerations } from "~/features/forum/moderation/moderation-queue.queries.server";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

const HERE = "/admin/forum/acts";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => {
    const after = new URL(request.url).searchParams.get("after");
    return page({ ...(await listModerations(ctx, after)), after });
  });
}

export const meta = title("Moderation log", "Manage");

export default function Acts() {
  const { acts, next, after } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/forum"]} />
      <PageTitle>Moderation log</PageTitle>
      {acts.length > 0 ? (
        <ModerationTable acts={acts} />
      ) : (
        <EmptyState text="No post was removed or edited by a moderator lately. They do that with “Remove” and “Edit” under a post." />
      )}
      <NextPrevious
        label="More acts"
        previous={after ? HERE : null}
        previousText="Latest"
        next={next ? `${HERE}?after=${next}` : null}
        nextText="Older"
      />
    </>
  );
}
