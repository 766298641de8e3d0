import { and, eq, isNull, sql } from "drizzle-orm";
import { forumWatches } from "#db/schema/forum/watching";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import type { TopicLevel } from "~/features/forum/types";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { beforeMuted } from "./level-before.server";

/** Says how loudly the actor wants to hear of a topic. @throws NotFoundError, ForbiddenError */
export async function watchTopic(ctx: Ctx, code: string, level: TopicLevel): Promise<void> {
  await chooseTopicLevel(ctx, await ownTopic(ctx, code), level);
}

/** Hears of a muted topic as before it was muted. @throws NotFoundError, ForbiddenError */
export async function unmuteTopic(ctx: Ctx, code: string): Promise<boolean> {
  return restoreTopicLevel(ctx, await ownTopic(ctx, code));
}

/** Whose choice it is, and about what. */
type Whose = { personId: PersonId; topicId: string };

async function ownTopic(ctx: Ctx, code: string): Promise<Whose> {
  const topic = await getTopic(ctx, code);
  const personId = ctx.actor.kind === "person" ? personIdOf(ctx.actor) : null;
  if (!personId) throw new ForbiddenError("signed-out");
  return { personId, topicId: topic.id };
}

/** `stoppedBy`: the mail by whose link it is muted. */
export async function chooseTopicLevel(ctx: Ctx, whose: Whose, level: TopicLevel, stoppedBy: string | null = null): Promise<void> {
  await inTransaction(ctx, ({ db, now: changedAt }) =>
    db
      .insert(forumWatches)
      .values({ ...whose, level, stoppedBy, changedAt })
      .onConflictDoUpdate({
        target: [forumWatches.personId, forumWatches.topicId],
        set: { level, stoppedBy, changedAt, before: level === "muted" ? beforeMuted(forumWatches) : null },
      }),
  );
}

/** Goes back to what was chosen before; where nothing was, what they chose for the category counts. False where it is not muted. */
export async function restoreTopicLevel(ctx: Ctx, { personId, topicId }: Whose): Promise<boolean> {
  const isMuted = and(eq(forumWatches.personId, personId), eq(forumWatches.topicId, topicId), eq(forumWatches.level, "muted"));
  const { before } = forumWatches;
  return inTransaction(ctx, async ({ db, now: changedAt }) => {
    const forgotten = await db
      .delete(forumWatches)
      .where(and(isMuted, isNull(before)))
      .returning({ topicId: forumWatches.topicId });
    const restored = await db
      .update(forumWatches)
      .set({ level: sql`${before}`, before: null, stoppedBy: null, changedAt })
      .where(isMuted)
      .returning({ topicId: forumWatches.topicId });
    return forgotten.length + restored.length > 0;
  });
}
