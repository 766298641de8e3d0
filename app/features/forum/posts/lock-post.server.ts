import { findTopicForUpdate } from "~/features/forum/topics/topics.queries.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { findPostForUpdate, getPost, type PostAddress } from "./posts.queries.server";

/**
 * A post and its topic, both locked, the topic first as everywhere; also by an address from which the post was moved.
 * @throws NotFoundError
 */
export async function lockPost(ctx: Ctx, address: PostAddress) {
  // it may be moved between the two: then it is looked for once more
  const locked = (await findLocked(ctx, address)) ?? (await findLocked(ctx, address));
  if (!locked) throw new NotFoundError("post");
  return locked;
}

async function findLocked(ctx: Ctx, address: PostAddress) {
  const { topic: place, number } = await getPost(ctx, address);
  const topic = await findTopicForUpdate(ctx, { code: place.code });
  const post = topic && (await findPostForUpdate(ctx, { topic: place.code, number }));
  return post && !post.isMoved ? { topic, post } : null;
}
