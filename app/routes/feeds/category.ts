import type { LoaderFunctionArgs } from "@remix-run/node";
import { categoryFeed } from "~/features/forum/topics/category-feed.queries.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { feed } from "~/http/feed.server";

export async function loader({ request, params: { category = "" } }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const [site, { name, entries }] = await Promise.all([getSettings(ctx), categoryFeed(ctx, category)]);
    return feed(request, { title: `${site.name}: ${name}`, page: `/forum/${category}`, entries });
  });
}
