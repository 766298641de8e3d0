import type { LoaderFunctionArgs } from "@remix-run/node";
import { atomFeed, lastChange } from "~/features/content/news/atom-feed";
import { listFeed } from "~/features/content/news/news.queries.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { env } from "~/lib/env.server";
import { sha256 } from "~/lib/tokens.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const [site, articles] = await Promise.all([getSettings(ctx), listFeed(ctx)]);
    const xml = atomFeed({ title: `${site.name}: news`, baseUrl: env().baseUrl, articles });
    const headers = { ETag: `"${sha256(xml).toString("base64url")}"`, "Last-Modified": lastChange(articles).toUTCString() };
    if (request.headers.get("If-None-Match") === headers.ETag) return new Response(null, { status: 304, headers });
    return new Response(xml, { headers: { ...headers, "Content-Type": "application/atom+xml; charset=utf-8" } });
  });
}
