import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { lockTopic, unlockTopic } from "~/features/forum/topics/lock-topic.server";
import { pinTopic, unpinTopic } from "~/features/forum/topics/pin-topic.server";
import { topicCode } from "~/features/forum/topics/topic-address";
import { asAnyone, asStaff } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const PRESSES: Presses = {
  lock: { does: lockTopic, says: "The topic is closed. Nobody can reply to it." },
  unlock: { does: unlockTopic, says: "The topic is open again." },
  pin: { does: pinTopic, says: "The topic is first in its category." },
  unpin: { does: unpinTopic, says: "The topic takes its place among the others again." },
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(`/forum/topics/${topicCode(params)}`));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "steer-topic", (ctx) =>
    press(ctx, request, PRESSES, { on: topicCode(params), to: `/forum/topics/${topicCode(params)}` }),
  );
}
