import type { LoaderFunctionArgs } from "@remix-run/node";
import { subjectFeed } from "~/features/content/news/feeds.queries.server";
import { subjectPath } from "~/features/people/components/subject-links";
import { getListedSubject } from "~/features/people/interests.queries.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { feed } from "~/http/feed.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const { slug, name } = await getListedSubject(ctx, params.slug ?? "");
    const [site, entries] = await Promise.all([getSettings(ctx), subjectFeed(ctx, name)]);
    return feed(request, { title: `${site.name}: ${name}`, page: subjectPath(slug), entries });
  });
}
