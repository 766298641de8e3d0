import type { LoaderFunctionArgs } from "@remix-run/node";
import { pageAddress } from "~/features/content/pages/page-path";
import { listOpenPages } from "~/features/content/pages/pages.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { env } from "~/lib/env.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    // addresses are made of letters, digits, hyphens and slashes: nothing in them needs escaping
    const urls = (await listOpenPages(ctx)).map(
      ({ path, updatedAt }) => `<url><loc>${env().baseUrl}${pageAddress(path)}</loc><lastmod>${updatedAt.toISOString()}</lastmod></url>`,
    );
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join("")}</urlset>\n`;
    return new Response(xml, { headers: { "Content-Type": "application/xml; charset=utf-8" } });
  });
}
