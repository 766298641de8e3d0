import { eq, inArray } from "drizzle-orm";
import { forumCleanUps } from "#db/schema/forum/moderation";
import { forumTopics } from "#db/schema/forum/topics";
import { enqueue } from "#jobs/outbox.server";
import { declineHeld } from "~/features/forum/held/decide-held.server";
import { moderationBlocker } from "~/features/forum/moderation/moderation.policy";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { tellReportersOnce } from "~/features/forum/reports/close-reports.server";
import { lockTopics } from "~/features/forum/topics/lock-topics.server";
import { cleanUpCause } from "~/features/forum/watching/causes";
import { notify } from "~/features/mail/notifications/notify.server";
import { loadActor } from "~/features/people/actor.queries.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { type Chosen, listChosenHeld, listChosenIn, listChosenTopics } from "./chosen-posts.queries.server";
import { cleanUpBlocker } from "./clean-up.policy";
import { cleanUpNotice } from "./clean-up-notice.mail.server";
import { countActs, lockCleanUp } from "./clean-ups.queries.server";

/** So many posts go in one transaction; the others are a follow-up of their own. */
export const BATCH = 25;

/**
 * Removes the next of what a moderator chose, as they may read and moderate now, each as if they had removed it by itself; after the last
 * its writer is told once, and so is who reported some of it. Running again goes on where it was.
 */
export async function carryOutCleanUp(ctx: Ctx, cleanUpId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const row = await lockCleanUp(ctx, cleanUpId);
    if (!row || row.finishedAt) return;
    const as = { ...ctx, actor: row.moderatorId ? await loadActor(ctx.db, row.moderatorId, ctx.now) : ctx.actor };
    const member = await loadActor(ctx.db, row.personId, ctx.now);
    const roles = member.kind === "person" ? member.roles : [];
    // either of them may hold another role by now: then what is left stays
    const mayGoOn = moderationBlocker(as.actor) === null && cleanUpBlocker(as.actor, { personId: row.personId, roles }) === null;
    if (mayGoOn && (await removeSome(as, row)) > 0) return void (await enqueue(ctx, "forum.clean-up", { cleanUpId }));

    await ctx.db.update(forumCleanUps).set({ finishedAt: ctx.now }).where(eq(forumCleanUps.id, cleanUpId));
    if ((await countActs(ctx, cleanUpId)) === 0) return;
    await notify(ctx, [row.personId], cleanUpNotice, { cleanUpId }, { cause: cleanUpCause(cleanUpId) });
    await tellReportersOnce(ctx, cleanUpId);
  });
}

/** How many went. */
async function removeSome(ctx: Ctx, { id: cleanUpId, reason: why, ...chosen }: Chosen & { id: string; reason: string }): Promise<number> {
  const topicIds = await listChosenTopics(ctx, chosen, BATCH);
  await lockTopics(ctx, inArray(forumTopics.id, topicIds));
  // a statement of its own: nobody replies there any more meanwhile
  const posts = topicIds.length > 0 ? await listChosenIn(ctx, chosen, topicIds, BATCH) : [];
  let gone = 0;
  for (const { topic, number, isWhole } of posts) {
    // with the first post of a whole topic all of it went
    if (isWhole && number > 1) continue;
    const removed = isWhole ? await removeTopic(ctx, { topic, why, cleanUpId }) : await removePost(ctx, { topic, number, why, cleanUpId });
    if (removed.ok) gone++;
  }
  if (gone > 0) return gone;
  const held = await listChosenHeld(ctx, chosen, BATCH);
  for (const { code } of held) if ((await declineHeld(ctx, { code, why, cleanUpId })).ok) gone++;
  return gone;
}
