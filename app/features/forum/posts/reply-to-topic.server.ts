import { writingBlocker } from "~/features/forum/topics/topic.policy";
import { findTopicForUpdate, getTopic } from "~/features/forum/topics/topics.queries.server";
import { takeOwnTurn } from "~/features/people/persons.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { addReply, type PolledReply, type ReplyResult } from "./add-reply.server";

export async function replyToTopic(ctx: Ctx, input: PolledReply & { topic: string; byMail?: boolean }): Promise<ReplyResult> {
  return inTransaction(ctx, async (ctx) => {
    await takeOwnTurn(ctx);
    const topic = await findTopicForUpdate(ctx, { code: input.topic });
    if (!topic) {
      // one that was merged is there to be read, and takes nothing more
      await getTopic(ctx, input.topic);
      return { ok: false, reason: "merged" };
    }

    const reason = writingBlocker(ctx.actor);
    if (reason) return { ok: false, reason };

    return addReply(ctx, topic, input);
  });
}
