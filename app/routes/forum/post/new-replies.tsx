import type { LoaderFunctionArgs } from "@remix-run/node";
import { NewReplies } from "~/features/forum/components/new-replies";
import { countNewReplies } from "~/features/forum/topics/new-replies.queries.server";
import { postNumber, topicCode } from "~/features/forum/topics/topic-address";
import { asSignedIn } from "~/http/access/access.server";
import { fragment } from "~/http/fragment.server";

/** What was written behind a post, for the page that shows the topic up to there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const after = postNumber(params);
    return fragment(request, <NewReplies {...(await countNewReplies(ctx, topicCode(params), after))} after={after} />);
  });
}
