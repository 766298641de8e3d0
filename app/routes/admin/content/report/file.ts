import type { LoaderFunctionArgs } from "@remix-run/node";
import { readReport } from "~/features/content/report/page-report";
import { reportFile } from "~/features/content/report/page-report.queries.server";
import { asStaff } from "~/http/access/access.server";
import { download } from "~/http/download.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const choice = readReport(new URL(request.url).searchParams);
    return download(await reportFile(ctx, choice), { name: `pages-${choice.report}.csv`, type: "text/csv" });
  });
}
