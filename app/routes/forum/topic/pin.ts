import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { pinTopic } from "~/features/forum/pin-topic.server";
import { topicCode } from "~/features/forum/topic-address";
import { asAnyone, asStaff } from "~/http/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(`/forum/topics/${topicCode(params)}`));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, ["moderator"], async (ctx) => {
    await pinTopic(ctx, topicCode(params));
    return redirectTo(`/forum/topics/${topicCode(params)}`, { success: "The topic stands first in its category." });
  });
}
