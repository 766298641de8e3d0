import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { postNumber, postPath, topicCode } from "~/features/forum/topics/topic-address";
import { asAnyone } from "~/http/access/access.server";

/** Where a post stands now, also one that was moved: asked anew each time, as pages are kept and places are narrowed. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => redirect(postPath(await getPost(ctx, { topic: topicCode(params), number: postNumber(params) }))));
}
