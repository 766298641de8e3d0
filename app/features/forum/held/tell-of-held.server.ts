import { and, eq, isNotNull, ne } from "drizzle-orm";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { listJudges } from "~/features/forum/moderation/tell-moderators.server";
import { heldCause } from "~/features/forum/watching/causes";
import { moveNearMisses } from "~/features/guard/move-near-misses.server";
import { notify } from "~/features/mail/notifications/notify.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { staffHeldPath } from "./held.policy";
import { heldNotice } from "./held-notice.mail.server";

type Held = { id: string; authorId: PersonId; namelessAs: string | null; scopeId: string; again?: "appeal" | Date };

/**
 * Tells the moderators who may read the place that something waits, in their inbox; by mail of the first that waits of a
 * writer's, however many they send, and of each appeal. Of what stands under no name, of the first that waits of anybody's.
 */
export async function tellOfHeld(ctx: Ctx, { id, authorId, namelessAs, scopeId, again }: Held): Promise<void> {
  const theirs = namelessAs === null ? eq(forumHeldPosts.authorId, authorId) : isNotNull(forumHeldPosts.namelessAs);
  const others = and(theirs, eq(forumHeldPosts.state, "waiting"), ne(forumHeldPosts.id, id));
  const mail = again === "appeal" || (await ctx.db.$count(forumHeldPosts, others)) === 0;
  // that nobody but its writer can decide would tell who that is
  const judges = await listJudges(ctx, { authorId: namelessAs === null ? authorId : null, scopeId });
  await notify(ctx, judges, heldNotice, { heldId: id }, { cause: heldCause(id, again), mail });
}

/** Of what waits for a topic that stands before other moderators now. */
export async function tellNewModeratorsOfHeld(ctx: Ctx, { topicId, scopeId }: { topicId: string; scopeId: string }): Promise<void> {
  const { id, code, authorId, namelessAs } = forumHeldPosts;
  const waiting = await ctx.db
    .select({ id, code, authorId, namelessAs })
    .from(forumHeldPosts)
    .where(and(eq(forumHeldPosts.topicId, topicId), eq(forumHeldPosts.state, "waiting")))
    .orderBy(id);
  for (const { code, ...held } of waiting) {
    await moveNearMisses(ctx, staffHeldPath(code), scopeId);
    await tellOfHeld(ctx, { ...held, scopeId });
  }
}
