import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { topicCode } from "~/features/forum/topics/topic-address";
import { unmuteTopic, watchTopic } from "~/features/forum/watching/watch-topic.server";
import { asAnyone, asSignedIn } from "~/http/access/access.server";
import { type Presses, press, whence } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const PRESSES: Presses = {
  watch: { does: (ctx, topic) => watchTopic(ctx, topic, "watching"), says: "You will be told of new replies in this topic." },
  unwatch: {
    does: (ctx, topic) => watchTopic(ctx, topic, "normal"),
    says: "You are told of replies in this topic only if you write in it again.",
  },
  mute: { does: (ctx, topic) => watchTopic(ctx, topic, "muted"), says: "This topic is muted. You will not be told of replies in it." },
  unmute: { does: unmuteTopic, says: "This topic is no longer muted. What you chose before counts again." },
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(`/forum/topics/${topicCode(params)}`));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, (ctx) =>
    press(ctx, request, PRESSES, { on: topicCode(params), to: whence(request) ?? `/forum/topics/${topicCode(params)}` }),
  );
}
