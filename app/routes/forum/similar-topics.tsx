import type { LoaderFunctionArgs } from "@remix-run/node";
import { SimilarTopics } from "~/features/forum/components/similar-topics";
import { findSimilar } from "~/features/forum/topics/similar-topics.queries.server";
import { TITLE_MAX } from "~/features/forum/topics/topic.schema";
import { asMember } from "~/http/access/access.server";
import { countAttempt } from "~/http/forms/limits.server";
import { fragment } from "~/http/fragment.server";

/** Topics that ask the like of a title, and guidance about it, for the list below it while it is typed. */
export async function loader({ request }: LoaderFunctionArgs) {
  return asMember(request, async (ctx) => {
    await countAttempt("suggest", ctx.actor.personId);
    const title = (new URL(request.url).searchParams.get("title") ?? "").slice(0, TITLE_MAX);
    return fragment(request, <SimilarTopics {...(await findSimilar(ctx, title))} />);
  });
}
