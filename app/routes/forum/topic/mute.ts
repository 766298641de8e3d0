import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { topicCode } from "~/features/forum/topic-address";
import { watchTopic } from "~/features/forum/watch-topic.server";
import { asAnyone, asSignedIn } from "~/http/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(`/forum/topics/${topicCode(params)}`));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    await watchTopic(ctx, topicCode(params), "muted");
    return redirectTo(`/forum/topics/${topicCode(params)}`, { success: "This topic is muted. You will not be told of replies in it." });
  });
}
