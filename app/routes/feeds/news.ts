import type { LoaderFunctionArgs } from "@remix-run/node";
import { newsFeed } from "~/features/content/news/feeds.queries.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { feed } from "~/http/feed.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const [site, entries] = await Promise.all([getSettings(ctx), newsFeed(ctx)]);
    return feed(request, { title: `${site.name}: news`, page: "/news", entries });
  });
}
