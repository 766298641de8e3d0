import type { LoaderFunctionArgs } from "@remix-run/node";
import { asAnyone } from "~/http/access/access.server";
import { env } from "~/lib/env.server";

// Not a guard: what is private asks who comes. This only spares crawlers forms and one-time links.
const NOT_FOR_CRAWLERS = ["/account", "/admin", "/changed", "/newsletters/manage", "/sign-in", "/useful"];

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => {
    const lines = ["User-agent: *", ...NOT_FOR_CRAWLERS.map((path) => `Disallow: ${path}`), "", `Sitemap: ${env().baseUrl}/sitemap.xml`];
    return new Response(`${lines.join("\n")}\n`, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
  });
}
