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
