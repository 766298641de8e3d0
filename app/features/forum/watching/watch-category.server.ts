import { and, eq, inArray, sql } from "drizzle-orm";
import { forumCategoryWatches } from "#db/schema/forum/watching";
import { getCategory } from "~/features/forum/categories/categories.queries.server";
import type { CategoryLevel } from "~/features/forum/types";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { beforeMuted } from "./watch-topic.server";

/** Says how loudly the actor wants to hear of a category. @throws NotFoundError, also for one that they may not see */
export async function watchCategory(ctx: PersonCtx, slug: string, level: CategoryLevel): Promise<void> {
  const { id: categoryId } = await getCategory(ctx, slug);
  await inTransaction(ctx, ({ db, actor: { personId }, now: changedAt }) =>
    db
      .insert(forumCategoryWatches)
      .values({ personId, categoryId, level, changedAt })
      .onConflictDoUpdate({
        target: [forumCategoryWatches.personId, forumCategoryWatches.categoryId],
        set: { level, stoppedBy: null, changedAt, before: level === "muted" ? beforeMuted(forumCategoryWatches) : null },
      }),
  );
}

/** Hears of a muted category as before it was muted; false where it is not. @throws NotFoundError */
export async function unmuteCategory(ctx: PersonCtx, slug: string): Promise<boolean> {
  const { id: categoryId } = await getCategory(ctx, slug);
  return restoreCategoryLevel(ctx, { personId: ctx.actor.personId, categoryId }, ["muted"]);
}

/** Whose choice it is, and about what. */
type Whose = { personId: PersonId; categoryId: string };

/** New topics are told of no more, by the link of a mail; what was chosen stays known, to be taken up again. */
export async function stopCategory(ctx: Ctx, whose: Whose, stoppedBy: string): Promise<void> {
  const { level } = forumCategoryWatches;
  await inTransaction(ctx, ({ db, now: changedAt }) =>
    db
      .update(forumCategoryWatches)
      .set({ level: "normal", before: sql`${level}`, stoppedBy, changedAt })
      .where(and(isOf(whose), inArray(level, ["every-post", "first-posts"]))),
  );
}

/** Goes back to what was chosen before; false where nothing was. */
export async function restoreCategoryLevel(ctx: Ctx, whose: Whose, from: CategoryLevel[]): Promise<boolean> {
  const { level, before } = forumCategoryWatches;
  return inTransaction(ctx, async ({ db, now: changedAt }) => {
    const restored = await db
      .update(forumCategoryWatches)
      .set({ level: sql`coalesce(${before}, 'normal')`, before: null, stoppedBy: null, changedAt })
      .where(and(isOf(whose), inArray(level, from)))
      .returning({ categoryId: forumCategoryWatches.categoryId });
    return restored.length > 0;
  });
}

const isOf = ({ personId, categoryId }: Whose) =>
  and(eq(forumCategoryWatches.personId, personId), eq(forumCategoryWatches.categoryId, categoryId));
