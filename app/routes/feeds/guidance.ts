import type { LoaderFunctionArgs } from "@remix-run/node";
import { guidanceFeed } from "~/features/content/news/feeds.queries.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { feed } from "~/http/feed.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const [site, entries] = await Promise.all([getSettings(ctx), guidanceFeed(ctx)]);
    return feed(request, { title: `${site.name}: new and changed guidance`, page: "/guidance", entries });
  });
}
