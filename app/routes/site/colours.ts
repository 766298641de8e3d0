import type { LoaderFunctionArgs } from "@remix-run/node";
import { colourStyles, patternStyles } from "~/features/settings/colours";
import { asAnyone } from "~/http/access/access.server";
import { notFound } from "~/http/responses.server";

/** The pair of colours that the address names, and the picture of the pattern: it never changes. */
const NAMED = /^([0-9a-f]{6})-([0-9a-f]{6})(?:-([0-9a-z]{10})-(\d{1,4}))?$/;

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => {
    const [, accent, ground, code, width] = NAMED.exec(params.colours ?? "") ?? [];
    if (!accent || !ground) return notFound();
    const styles = colourStyles({ accentColour: `#${accent}`, groundColour: `#${ground}` });
    return new Response(code ? styles + patternStyles(`/files/${code}/${width}.webp`) : styles, {
      headers: { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=31536000, immutable" },
    });
  });
}
