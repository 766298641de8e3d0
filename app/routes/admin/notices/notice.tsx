import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { NoticeForm } from "~/features/notices/components/notice-form";
import { getDraft } from "~/features/notices/draft.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "publish-notices", async (ctx) => page(await getDraft(ctx, params.notice ?? "")));
}

export const meta: MetaFunction<typeof loader> = (args) => title(args.data?.title, "Manage")(args);

export default function EditNoticePage() {
  const { slug, title, notice, words } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/privacy"]} />
      <PageTitle>{title}</PageTitle>
      <NoticeForm path={`/admin/privacy/${slug}`} notice={notice} words={words} />
    </>
  );
}
