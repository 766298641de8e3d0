import { eq, or } from "drizzle-orm";
import { forumCleanUps } from "#db/schema/forum/moderation";
import { forumMemberNotes, forumSanctions } from "#db/schema/forum/sanctions";
import { type Forget, namesIn } from "~/features/forum/posts/rewrite-others.server";
import type { Ctx } from "~/lib/ctx";

type Words = Pick<Forget, "names" | "words">;

/** Takes a leaver out of what moderators and members said of sanctions upon others and of clean-ups, and of what moderators noted. */
export async function rewriteSanctions(ctx: Ctx, forget: Words): Promise<void> {
  await rewriteNotes(ctx, forget);
  await rewriteCleanUps(ctx, forget);
  const { id, reason, appeal, decisionWhy, endedWhy } = forumSanctions;
  const words = { reason, appeal, decisionWhy, endedWhy };
  const found = await ctx.db
    .select({ id, ...words })
    .from(forumSanctions)
    .where(or(...Object.values(words).map((text) => namesIn(text, forget.names))))
    .for("update");
  for (const sanction of found)
    await ctx.db
      .update(forumSanctions)
      .set({
        reason: forget.words(sanction.reason),
        appeal: sanction.appeal && forget.words(sanction.appeal),
        decisionWhy: sanction.decisionWhy && forget.words(sanction.decisionWhy),
        endedWhy: sanction.endedWhy && forget.words(sanction.endedWhy),
      })
      .where(eq(id, sanction.id));
}

async function rewriteCleanUps(ctx: Ctx, forget: Words): Promise<void> {
  const { id, reason } = forumCleanUps;
  const found = await ctx.db.select({ id, reason }).from(forumCleanUps).where(namesIn(reason, forget.names)).for("update");
  for (const each of found)
    await ctx.db
      .update(forumCleanUps)
      .set({ reason: forget.words(each.reason) })
      .where(eq(id, each.id));
}

async function rewriteNotes(ctx: Ctx, forget: Words): Promise<void> {
  const { id, note } = forumMemberNotes;
  const found = await ctx.db.select({ id, note }).from(forumMemberNotes).where(namesIn(note, forget.names)).for("update");
  for (const each of found)
    await ctx.db
      .update(forumMemberNotes)
      .set({ note: forget.words(each.note) })
      .where(eq(id, each.id));
}
