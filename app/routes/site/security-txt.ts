import type { LoaderFunctionArgs } from "@remix-run/node";
import { getSettings } from "~/features/settings/settings.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { DAY, later } from "~/lib/dates";
import { env } from "~/lib/env.server";

/** RFC 9116 wants less than a year: whoever keeps a copy is to look again. */
const GOOD_FOR = 180 * DAY;

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const { contactAddress } = await getSettings(ctx);
    const { baseUrl } = env();
    const lines = [
      `Contact: ${baseUrl}/contact?about=technical`,
      `Contact: mailto:${contactAddress}`,
      `Expires: ${later(ctx.now, GOOD_FOR).toISOString()}`,
      "Preferred-Languages: en",
      `Canonical: ${baseUrl}/.well-known/security.txt`,
      `Policy: ${baseUrl}/terms#section-if-you-find-a-security-problem`,
    ];
    return new Response(`${lines.join("\n")}\n`, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
  });
}
