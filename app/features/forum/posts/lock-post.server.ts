import { findTopicForUpdate } from "~/features/forum/topics/topics.queries.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { findPostForUpdate, getPost, type PostAddress } from "./posts.queries.server";

/**
 * A post and its topic, both locked, the topic first as everywhere; also by an address from which the post was moved.
 * @throws NotFoundError
 */
export async function lockPost(ctx: Ctx, address: PostAddress) {
  const { topic: place, number } = await getPost(ctx, address);
  const topic = await findTopicForUpdate(ctx, { code: place.code });
  const post = topic && (await findPostForUpdate(ctx, { topic: place.code, number }));
  // it may have been moved just now
  if (!post || post.isMoved) throw new NotFoundError("post");
  return { topic, post };
}
