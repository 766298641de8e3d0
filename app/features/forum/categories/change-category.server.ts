import { eq } from "drizzle-orm";
import { forumCategories } from "#db/schema/forum/topics";
import { recordEntry } from "~/features/audit/record-entry.server";
import { audienceBlocker } from "~/features/permissions/audience.policy";
import { changeScope } from "~/features/permissions/change-scope.server";
import { getReadership, readershipOf } from "~/features/permissions/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { getCategory } from "./categories.queries.server";
import { arrangingBlocker } from "./category.policy";
import type { CategoryResult, NewCategory } from "./create-category.server";

/**
 * Gives a category other words, another place among the others or other readers. Its topics share its scope, so they go along at once.
 * @throws ForbiddenError, NotFoundError also for a category that the actor may not read
 */
export async function changeCategory(ctx: Ctx, { slug, audience, namelessAs = null, ...words }: NewCategory): Promise<CategoryResult> {
  return inTransaction(ctx, async (ctx) => {
    const category = await getCategory(ctx, slug);
    const blocker = arrangingBlocker(ctx.actor);
    if (blocker) throw new ForbiddenError(blocker);
    const held = (await getReadership(ctx, category.scopeId)).groupIds;
    const unreadable = audienceBlocker(ctx.actor, await readershipOf(ctx, audience, held));
    if (unreadable) return { ok: false, reason: unreadable };

    await ctx.db
      .update(forumCategories)
      .set({ ...words, namelessAs })
      .where(eq(forumCategories.id, category.id));
    const changed = await changeScope(ctx, category.scopeId, audience);
    // nothing stands above a category, nor below its scope
    if (!changed.ok) throw new Error(`the scope of category ${slug} is ${changed.reason}`);
    await recordEntry(ctx, {
      class: "act",
      action: "category.changed",
      objectKind: "category",
      objectId: slug,
      detail: { before: changed.before, after: audience, namelessAs },
    });
    return { ok: true, slug };
  });
}
