import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { EmptyState } from "~/components/ui/empty-state";
import { TaskList } from "~/components/ui/task-list";
import { When } from "~/components/ui/when";
import { STAFF_ROLES } from "~/features/accounts/staff.policy";
import { countWaitingIssues } from "~/features/newsletters/issues.queries.server";
import { composeBlocker } from "~/features/newsletters/newsletter.policy";
import { asStaff } from "~/http/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, STAFF_ROLES, async (ctx) => {
    const maySend = composeBlocker(ctx.actor) === null;
    return page({ newsletters: maySend ? await countWaitingIssues(ctx) : null });
  });
}

export const meta = title("Manage");

export default function ManagePage() {
  const { newsletters } = useLoaderData<typeof loader>();
  if (!newsletters)
    return (
      <>
        <PageTitle>Manage</PageTitle>
        <EmptyState text="Nothing waits for you. What your role has to decide or put right will be listed here." />
      </>
    );
  const { drafts, oldest, underWay } = newsletters;
  return (
    <>
      <PageTitle intro="What waits, how many, and since when.">Manage</PageTitle>
      <TaskList
        tasks={[
          {
            title: "Newsletter drafts",
            href: "/admin/newsletters",
            hint: oldest ? (
              <>
                The oldest was last changed on <When at={oldest} />.
              </>
            ) : null,
            status: drafts === 0 ? "None" : drafts.toLocaleString("en-GB"),
          },
          { title: "Issues being sent", href: "/admin/newsletters", status: underWay === 0 ? "None" : underWay.toLocaleString("en-GB") },
        ]}
      />
    </>
  );
}
