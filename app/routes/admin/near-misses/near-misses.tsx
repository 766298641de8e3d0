import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { NearMissTable } from "~/features/guard/components/near-miss-table";
import { listNearMisses } from "~/features/guard/near-misses.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "see-near-misses", async (ctx) => page({ misses: await listNearMisses(ctx) }));
}

export const meta = title("Near misses", "Manage");

export default function NearMisses() {
  const { misses } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="Texts that seemed to identify a patient. Their writers were asked, and said that it is nobody’s.">
        Near misses
      </PageTitle>
      {misses.length > 0 ? (
        <NearMissTable misses={misses} />
      ) : (
        <EmptyState text="Nothing waits. When somebody posts words that look like a patient’s details, where they are is listed here, and never the words." />
      )}
    </>
  );
}
