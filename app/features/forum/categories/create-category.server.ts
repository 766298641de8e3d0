import { uuidv7 } from "uuidv7";
import { forumCategories } from "#db/schema/forum/topics";
import { recordEntry } from "~/features/audit/record-entry.server";
import { audienceBlocker } from "~/features/permissions/audience.policy";
import { type Audience, createScope, readershipOf } from "~/features/permissions/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { arrangingBlocker, type CategoryBlocker, isReserved } from "./category.policy";

export type NewCategory = {
  slug: string;
  name: string;
  description: string;
  position: number;
  /** What readers are told of whoever posts there without their name; nothing where everybody has one. */
  namelessAs?: string | null;
  audience: Audience;
};
export type CategoryResult = { ok: true; slug: string } | { ok: false; reason: CategoryBlocker };

/** Makes a category with an audience of its own; its topics share that. @throws ForbiddenError */
export async function createCategory(ctx: Ctx, { audience, ...category }: NewCategory): Promise<CategoryResult> {
  const blocker = arrangingBlocker(ctx.actor);
  if (blocker) throw new ForbiddenError(blocker);
  if (isReserved(category.slug)) return { ok: false, reason: "reserved" };

  return inTransaction(ctx, async (ctx) => {
    const unreadable = audienceBlocker(ctx.actor, await readershipOf(ctx, audience));
    if (unreadable) return { ok: false, reason: unreadable };

    const scopeId = await createScope(ctx, audience);
    const [made] = await ctx.db
      .insert(forumCategories)
      .values({ id: uuidv7(), scopeId, ...category })
      .onConflictDoNothing({ target: forumCategories.slug })
      .returning({ slug: forumCategories.slug });
    if (!made) return { ok: false, reason: "taken" };

    await recordEntry(ctx, { class: "act", action: "category.created", objectKind: "category", objectId: made.slug, detail: { audience } });
    return { ok: true, slug: made.slug };
  });
}
