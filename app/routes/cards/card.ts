import type { LoaderFunctionArgs } from "@remix-run/node";
import { findCard } from "~/features/content/print/find-card.server";
import { asAnyone } from "~/http/access/access.server";
import { sha256 } from "~/lib/tokens.server";

/** The picture that other sites show where somebody names an address of this one. */
export async function loader({ request, params: { name = "" } }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const bytes = await findCard(ctx, name);
    const headers = {
      "Content-Type": "image/png",
      "Content-Length": String(bytes.length),
      ETag: `"${sha256(bytes).toString("base64url")}"`,
    };
    if (request.headers.get("If-None-Match") === headers.ETag) return new Response(null, { status: 304, headers: { ETag: headers.ETag } });
    return new Response(new Uint8Array(bytes), { headers });
  });
}
