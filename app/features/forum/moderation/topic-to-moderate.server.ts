import { findFirstForUpdate } from "~/features/forum/posts/posts.queries.server";
import { findTopicForUpdate, type TopicForUpdate } from "~/features/forum/topics/topics.queries.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { demandModerator } from "./demand-moderator";

/** The topic, its row locked, for a moderator who may read it. @throws NotFoundError, ForbiddenError */
export async function getTopicToModerate(ctx: Ctx, code: string): Promise<TopicForUpdate> {
  const topic = await findTopicForUpdate(ctx, { code });
  if (!topic) throw new NotFoundError("topic");
  demandModerator(ctx);
  return topic;
}

/** The same of a topic of a category, with the post that it begins with: what is done to the whole of it is kept and told by that. */
export async function getWholeTopic(ctx: Ctx, code: string) {
  const topic = await getTopicToModerate(ctx, code);
  const post = topic.page === null ? await findFirstForUpdate(ctx, topic.id) : null;
  if (!post) throw new NotFoundError("topic");
  return { topic, post };
}
