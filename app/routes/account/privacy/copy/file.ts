import type { LoaderFunctionArgs } from "@remix-run/node";
import { COPY_FORMATS, copyName } from "~/features/privacy/copy-formats";
import { fetchMyCopy } from "~/features/privacy/my-copy.server";
import { asHolder } from "~/http/access/access.server";
import { download } from "~/http/download.server";

/** One of one's own copies, as a file: the browser stores it and shows nothing of it here. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asHolder(request, "copy-own-data", async (ctx) => {
    const { format, madeAt, size, body } = await fetchMyCopy(ctx, params.code ?? "");
    return download(body, { name: copyName(madeAt, format), type: COPY_FORMATS[format].type, size });
  });
}
