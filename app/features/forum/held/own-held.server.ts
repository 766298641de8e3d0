import { and, eq } from "drizzle-orm";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { AppealInput } from "~/features/forum/moderation/moderation.schema";
import { withoutName } from "~/features/forum/posts/without-name";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { type DeclineAppealBlocker, declineAppealBlocker } from "./held.policy";
import { getHeld } from "./held.queries.server";
import { tellOfHeld } from "./tell-of-held.server";

/** Its writer takes back what waits: it is gone for good. False where a moderator decided before. */
export async function takeBackHeld(ctx: PersonCtx, code: string): Promise<boolean> {
  const { code: called, authorId, state } = forumHeldPosts;
  const gone = await ctx.db
    .delete(forumHeldPosts)
    .where(and(eq(called, code), eq(authorId, ctx.actor.personId), eq(state, "waiting")))
    .returning({ code: called });
  return gone.length > 0;
}

/** Its writer says why it should stand all the same, once: it waits again, for another moderator. @throws NotFoundError */
export async function appealDecline(
  ctx: Ctx,
  { code, appeal }: AppealInput & { code: string },
): Promise<{ ok: true } | { ok: false; reason: DeclineAppealBlocker }> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db.select({ id: forumHeldPosts.id }).from(forumHeldPosts).where(eq(forumHeldPosts.code, code)).for("update");
    const held = await getHeld(ctx, code);
    const reason = declineAppealBlocker(ctx.actor, held);
    if (reason) return { ok: false, reason };

    await ctx.db.update(forumHeldPosts).set({ appeal, appealedAt: ctx.now, state: "waiting" }).where(eq(forumHeldPosts.id, held.id));
    const written = { authorId: held.namelessAs === null ? held.authorId : null, writerId: held.authorId };
    await recordEntry(withoutName(ctx, written), { class: "act", action: "held.appealed", objectKind: "held post", objectId: code });
    await tellOfHeld(ctx, { ...held, isAppealed: true });
    return { ok: true };
  });
}
