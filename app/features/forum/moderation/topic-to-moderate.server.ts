import { findTopicForUpdate, type TopicForUpdate } from "~/features/forum/topics/topics.queries.server";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { moderationBlocker } from "./moderation.policy";

/** The topic, its row locked, for a moderator who may read it. @throws NotFoundError, ForbiddenError */
export async function getTopicToModerate(ctx: Ctx, code: string): Promise<TopicForUpdate> {
  const topic = await findTopicForUpdate(ctx, { code });
  if (!topic) throw new NotFoundError("topic");
  const reason = moderationBlocker(ctx.actor);
  if (reason) throw new ForbiddenError(reason);
  return topic;
}
