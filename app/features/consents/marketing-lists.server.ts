import { inArray } from "drizzle-orm";
import { lists } from "#db/schema/consents";
import { createScope } from "~/features/permissions/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { createList } from "./lists.server";
import { MARKETING_CHANNELS, MARKETING_PURPOSES, marketingSlug } from "./marketing-purposes";

const WANTED = MARKETING_PURPOSES.flatMap(({ key, purpose }) =>
  MARKETING_CHANNELS.map((channel) => ({ slug: marketingSlug(key, channel), purpose, channel })),
);

/** The list of each marketing purpose and channel, by its slug; made by the first act that needs them. */
export async function ensureMarketingLists(ctx: Ctx): Promise<Map<string, string>> {
  const found = await findMarketingLists(ctx);
  if (found.size === WANTED.length) return found;
  return inTransaction(ctx, async (ctx) => {
    // two first acts at once make one set
    await lockByName(ctx, "marketing-lists");
    const found = await findMarketingLists(ctx);
    for (const list of WANTED) {
      if (found.has(list.slug)) continue;
      found.set(list.slug, await createList(ctx, { ...list, kind: "marketing", scopeId: await createScope(ctx, "open") }));
    }
    return found;
  });
}

async function findMarketingLists(ctx: Ctx): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ id: lists.id, slug: lists.slug })
    .from(lists)
    .where(
      inArray(
        lists.slug,
        WANTED.map(({ slug }) => slug),
      ),
    );
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}
