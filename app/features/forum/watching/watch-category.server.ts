import { and, eq } from "drizzle-orm";
import { forumCategoryWatches } from "#db/schema/forum/watching";
import { getCategory } from "~/features/forum/categories/categories.queries.server";
import type { CategoryLevel } from "~/features/forum/types";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { beforeMuted, restoreLevel, stopWatching } from "./level-before.server";

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

/** New topics are told of no more, by the link of a mail. */
export const stopCategory = (ctx: Ctx, whose: Whose, stoppedBy: string) => stopWatching(ctx, forumCategoryWatches, isOf(whose), stoppedBy);

/** Goes back to what was chosen before; false where nothing was. */
export const restoreCategoryLevel = (ctx: Ctx, whose: Whose, from: CategoryLevel[]) =>
  restoreLevel(ctx, forumCategoryWatches, isOf(whose), from);

const isOf = ({ personId, categoryId }: Whose) =>
  and(eq(forumCategoryWatches.personId, personId), eq(forumCategoryWatches.categoryId, categoryId));
