import type { LoaderFunctionArgs } from "@remix-run/node";
import { copyName } from "~/features/privacy/copy-formats";
import { fetchMyCopyWithFiles } from "~/features/privacy/my-copy.server";
import { asHolder } from "~/http/access/access.server";
import { download } from "~/http/download.server";

/** One of one's own copies with the pictures and files that one added, as one ZIP file, written while it is fetched. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asHolder(request, "copy-own-data", async (ctx) => {
    const { madeAt, body } = await fetchMyCopyWithFiles(ctx, params.code ?? "");
    return download(body, { name: copyName(madeAt, "zip"), type: "application/zip" });
  });
}
