import type { LoaderFunctionArgs } from "@remix-run/node";
import { fetchMyCopy } from "~/features/privacy/my-copy.server";
import { asHolder } from "~/http/access/access.server";

const TYPES = { html: "text/html; charset=utf-8", json: "application/json; charset=utf-8" };

/** One of one's own copies, as a file: the browser stores it and shows nothing of it here. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asHolder(request, "copy-own-data", async (ctx) => {
    const { name, kind, body } = await fetchMyCopy(ctx, params.name ?? "");
    return new Response(new Uint8Array(body), {
      headers: { "Content-Type": TYPES[kind], "Content-Disposition": `attachment; filename="my-information-${name}"` },
    });
  });
}
