import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { topicCode } from "~/features/forum/topics/topic-address";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { asAnyone, asSignedIn } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const PRESSES: Presses = {
  watch: { does: (ctx, topic) => watchTopic(ctx, topic, "watching"), says: "You will be told of new replies in this topic." },
  mute: { does: (ctx, topic) => watchTopic(ctx, topic, "muted"), says: "This topic is muted. You will not be told of replies in it." },
  unwatch: {
    does: (ctx, topic) => watchTopic(ctx, topic, null),
    says: "Your choice for this topic is forgotten: you are told of replies again only if you write in it.",
  },
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(`/forum/topics/${topicCode(params)}`));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, (ctx) => press(ctx, request, PRESSES, { on: topicCode(params), to: `/forum/topics/${topicCode(params)}` }));
}
