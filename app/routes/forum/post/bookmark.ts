import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { BOOKMARK_REFUSALS } from "~/features/forum/bookmarks/bookmark.policy";
import { bookmarkPost, takeBookmarkBack } from "~/features/forum/bookmarks/bookmark-post.server";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { postNumber, postPath, topicCode } from "~/features/forum/topics/topic-address";
import { asAnyone, asMember } from "~/http/access/access.server";
import { lastWord } from "~/http/forms/press.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) =>
    redirectToNoun(postPath(await getPost(ctx, { topic: topicCode(params), number: postNumber(params) }))),
  );
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asMember(request, async (ctx) => {
    const address = { topic: topicCode(params), number: postNumber(params) };
    const done = await (lastWord(request) === "bookmark" ? bookmarkPost : takeBookmarkBack)(ctx, address);
    return redirectTo(postPath(done.post), done.ok ? {} : { refused: BOOKMARK_REFUSALS[done.reason] });
  });
}
