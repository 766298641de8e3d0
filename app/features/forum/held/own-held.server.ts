import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { AppealInput } from "~/features/forum/moderation/moderation.schema";
import { withoutName } from "~/features/forum/posts/without-name";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { type DeclineAppealBlocker, declineAppealBlocker } from "./held.policy";
import { getHeld } from "./held.queries.server";
import { tellOfHeld } from "./tell-of-held.server";

/**
 * Its writer takes back what waits: it is gone for good. What was declined before stays so, as what a moderator did, and the appeal does
 * not wait any more. Null where a moderator decided before.
 */
export async function takeBackHeld(ctx: PersonCtx, code: string): Promise<"post" | "appeal" | null> {
  const { code: called, authorId, state, appealedAt } = forumHeldPosts;
  const waits = and(eq(called, code), eq(authorId, ctx.actor.personId), eq(state, "waiting"));
  const appealed = await ctx.db
    .update(forumHeldPosts)
    .set({ state: "declined" })
    .where(and(waits, isNotNull(appealedAt)))
    .returning({ code: called });
  if (appealed.length > 0) return "appeal";
  const gone = await ctx.db
    .delete(forumHeldPosts)
    .where(and(waits, isNull(appealedAt)))
    .returning({ code: called });
  return gone.length > 0 ? "post" : null;
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
    await tellOfHeld(ctx, { ...held, again: "appeal" });
    return { ok: true };
  });
}
