import { and, eq } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { isLookedAfter, owner, ownerOfPage } from "~/features/content/pages/reviews.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { listEditors } from "./list-editors.server";

/** Whoever looks after a page; every editor, where nobody does. */
export async function listToTell(ctx: Ctx, pageId: string): Promise<PersonId[]> {
  const [owned] = await ctx.db
    .select({ by: owner.id })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .innerJoin(...ownerOfPage)
    .where(and(eq(contentPages.id, pageId), isLookedAfter(ctx)));
  return owned ? [owned.by] : (await listEditors(ctx)).map((editor) => editor.id);
}
