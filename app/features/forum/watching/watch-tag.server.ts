import { and, eq } from "drizzle-orm";
import { forumTags, forumTagWatches } from "#db/schema/forum/tags";
import type { CategoryLevel } from "~/features/forum/types";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { beforeMuted, restoreLevel, stopWatching } from "./level-before.server";

const { personId, tagId } = forumTagWatches;

/** Whose choice it is, and about what. */
type Whose = { personId: PersonId; tagId: string };

/** Says how loudly the actor wants to hear of what has a tag. @throws NotFoundError */
export async function watchTag(ctx: PersonCtx, slug: string, chosen: CategoryLevel): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const whose = await ownTag(ctx, slug);
    const before = chosen === "muted" ? beforeMuted(forumTagWatches) : null;
    await ctx.db
      .insert(forumTagWatches)
      .values({ ...whose, level: chosen, changedAt: ctx.now })
      .onConflictDoUpdate({ target: [personId, tagId], set: { level: chosen, stoppedBy: null, changedAt: ctx.now, before } });
  });
}

/** Hears of a muted tag as before it was muted; false where it is not. @throws NotFoundError */
export const unmuteTag = (ctx: PersonCtx, slug: string): Promise<boolean> =>
  inTransaction(ctx, async (ctx) => restoreTagLevel(ctx, await ownTag(ctx, slug), ["muted"]));

/** The tag is not removed or merged before this is done. */
async function ownTag(ctx: PersonCtx, slug: string): Promise<Whose> {
  const [tag] = await ctx.db.select({ id: forumTags.id }).from(forumTags).where(eq(forumTags.slug, slug)).for("key share");
  if (!tag) throw new NotFoundError("tag");
  return { personId: ctx.actor.personId, tagId: tag.id };
}

/** New topics with it are told of no more, by the link of a mail. */
export const stopTag = (ctx: Ctx, whose: Whose, stoppedBy: string) => stopWatching(ctx, forumTagWatches, isOf(whose), stoppedBy);

/** Goes back to what was chosen before; false where nothing was. */
export const restoreTagLevel = (ctx: Ctx, whose: Whose, from: CategoryLevel[]) => restoreLevel(ctx, forumTagWatches, isOf(whose), from);

const isOf = (whose: Whose) => and(eq(personId, whose.personId), eq(tagId, whose.tagId));
