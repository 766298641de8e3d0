import { and, eq, inArray, sql } from "drizzle-orm";
import { lists, scopes } from "#db/schema/people";
import { createList } from "~/features/people/lists.server";
import { createScope } from "~/features/people/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import type { JoiningChoice } from "./types";

/** Each marketing purpose that a network has from its first day is a list, and a choice, of its own (PMN-1, PMN-3). */
const MARKETING: readonly { slug: string; purpose: string }[] = [
  { slug: "network-events", purpose: "Events and training days that we run" },
  { slug: "network-services", purpose: "Other services that we offer to practices" },
];

/** What somebody who joins may ask for besides: marketing purposes and newsletters that are open to everybody. */
export async function listJoiningChoices(ctx: Ctx): Promise<JoiningChoice[]> {
  const known = await listKnown(ctx);
  const made = known.filter(({ isOffered }) => isOffered).map(({ slug, purpose }) => ({ slug, label: purpose }));
  const yetToMake = MARKETING.filter(({ slug }) => !known.some((list) => list.slug === slug));
  return [...yetToMake.map(({ slug, purpose }) => ({ slug, label: purpose })), ...made];
}

/** The lists behind the boxes that were ticked; whatever else was sent is left out. */
export async function resolveChoices(ctx: Ctx, slugs: readonly string[]): Promise<string[]> {
  if (slugs.length === 0) return [];
  await makeMissing(
    ctx,
    MARKETING.filter(({ slug }) => slugs.includes(slug)),
  );
  return (await listKnown(ctx)).filter(({ slug, isOffered }) => isOffered && slugs.includes(slug)).map(({ id }) => id);
}

/** Those of the lists that are still offered: one may have closed between the form and the button. */
export async function stillOffered(ctx: Ctx, listIds: readonly string[]): Promise<{ id: string; label: string }[]> {
  if (listIds.length === 0) return [];
  const known = await listKnown(ctx);
  return known.filter(({ id, isOffered }) => isOffered && listIds.includes(id)).map(({ id, purpose }) => ({ id, label: purpose }));
}

function listKnown(ctx: Ctx) {
  return ctx.db
    .select({
      id: lists.id,
      slug: lists.slug,
      purpose: lists.purpose,
      isOffered: sql<boolean>`${lists.closedAt} is null and ${scopes.audience} = 'open'`,
    })
    .from(lists)
    .innerJoin(scopes, eq(scopes.id, lists.scopeId))
    .where(and(inArray(lists.kind, ["marketing", "newsletter"]), eq(lists.channel, "email")))
    .orderBy(lists.kind, lists.slug);
}

async function makeMissing(ctx: Ctx, wanted: typeof MARKETING): Promise<void> {
  if (wanted.length === 0) return;
  await inTransaction(ctx, async (ctx) => {
    // two first applications make one list
    await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('marketing-lists', 0))`);
    const known = await listKnown(ctx);
    for (const { slug, purpose } of wanted.filter(({ slug }) => !known.some((list) => list.slug === slug)))
      await createList(ctx, { slug, kind: "marketing", purpose, channel: "email", scopeId: await createScope(ctx, "open") });
  });
}
