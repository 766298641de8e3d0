import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { closePoll } from "~/features/forum/polls/close-poll.server";
import { CLOSE_REFUSALS } from "~/features/forum/polls/poll.policy";
import { pollPath, postNumber, postPath, topicCode } from "~/features/forum/topics/topic-address";
import { asAnyone, asMember } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(pollPath({ topic: topicCode(params), number: postNumber(params) })));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asMember(request, async (ctx) => {
    const done = await closePoll(ctx, { topic: topicCode(params), number: postNumber(params) });
    return redirectTo(postPath(done.post), done.ok ? { success: "The poll is closed." } : { refused: CLOSE_REFUSALS[done.reason] });
  });
}
