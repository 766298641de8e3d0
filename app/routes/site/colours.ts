import type { LoaderFunctionArgs } from "@remix-run/node";
import { accentStyles } from "~/features/settings/accent";
import { asAnyone } from "~/http/access/access.server";
import { notFound } from "~/http/responses.server";

/** The shades of the colour that the address names: it never changes. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => {
    const { colour = "" } = params;
    if (!/^[0-9a-f]{6}$/.test(colour)) return notFound();
    return new Response(accentStyles(`#${colour}`), {
      headers: { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=31536000, immutable" },
    });
  });
}
