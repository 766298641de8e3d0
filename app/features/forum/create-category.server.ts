import { uuidv7 } from "uuidv7";
import { forumCategories } from "#db/schema/forum";
import { type Audience, createScope } from "~/features/people/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

/** Words that have their own place below `/forum`. */
const RESERVED = new Set(["topics", "new"]);

export type NewCategory = { slug: string; name: string; description: string; position: number; audience: Audience };

/** Makes a category with an audience of its own; its topics share that. */
export async function createCategory(ctx: Ctx, { audience, ...category }: NewCategory): Promise<{ slug: string }> {
  if (RESERVED.has(category.slug)) throw new Error(`/forum/${category.slug} is taken`);
  return inTransaction(ctx, async (ctx) => {
    const scopeId = await createScope(ctx, audience);
    await ctx.db.insert(forumCategories).values({ id: uuidv7(), scopeId, ...category });
    return { slug: category.slug };
  });
}
