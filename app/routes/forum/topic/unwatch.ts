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
    await watchTopic(ctx, topicCode(params), null);
    return redirectTo(`/forum/topics/${topicCode(params)}`, {
      success: "Your choice for this topic is forgotten: you are told of replies again only if you write in it.",
    });
  });
}
