import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { PreviewTabs, VIEWS, type View } from "~/features/newsletters/components/preview-tabs";
import { getIssue } from "~/features/newsletters/issues/issues.queries.server";
import { asStaff } from "~/http/access/access.server";
import { notFound, page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "send-newsletters", async (ctx) => {
    const view = params.view ?? "";
    if (!(view in VIEWS)) notFound();
    const { code, subject, takenOutAt } = await getIssue(ctx, params.code ?? "");
    if (takenOutAt) notFound();
    return page({ view: view as View, subject, path: `/admin/newsletters/issues/${code}` });
  });
}

export const meta = title("Preview", "Manage");

export default function PreviewPage() {
  const { view, subject, path } = useLoaderData<typeof loader>();
  return <PreviewTabs view={view} subject={subject} path={path} />;
}
