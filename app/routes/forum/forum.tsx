import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { TopicSets } from "~/features/forum/components/topic-sets";
import { getTopicSet } from "~/features/forum/topics/topic-sets.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { holdsUntil } from "~/http/exchange.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const shown = await getTopicSet(ctx, "latest", request.url);
    holdsUntil([shown.standsUntil]);
    return page(shown);
  });
}

export const meta = title("Forum");

export default () => <TopicSets {...useLoaderData<typeof loader>()} />;
