import { and, eq, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { interests } from "#db/schema/people";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { freeSlug } from "~/lib/slug";
import { inTransaction, lockByName, shareByName } from "~/lib/transaction.server";
import type { InterestBlocker } from "./interest.policy";

export type InterestWords = { name: string; description: string; position: number };
export type InterestResult = { ok: true; slug: string } | { ok: false; reason: InterestBlocker };

/** Adds an interest to the list. @throws ForbiddenError */
export async function createInterest(ctx: Ctx, words: InterestWords): Promise<InterestResult> {
  return arrange(ctx, async (ctx) => {
    const [same] = await ctx.db.select().from(interests).where(named(words.name));
    // pressed twice
    if (same?.name === words.name && same.description === words.description && !same.endedAt) return { ok: true, slug: same.slug };
    if (same) return { ok: false, reason: "taken" };
    const taken = (await ctx.db.select({ slug: interests.slug }).from(interests)).map(({ slug }) => slug);
    const slug = freeSlug(words.name, "interest", ["new", ...taken]);
    await ctx.db.insert(interests).values({ slug, ...words });
    await recordEntry(ctx, { class: "act", action: "interest.created", objectKind: "interest", objectId: slug, detail: words });
    return { ok: true, slug };
  });
}

/**
 * Gives an interest another name, other words or another place; who chose it and what is about it goes along.
 * @throws ForbiddenError, NotFoundError
 */
export async function changeInterest(ctx: Ctx, { slug, ...after }: InterestWords & { slug: string }): Promise<InterestResult> {
  return arrange(ctx, async (ctx) => {
    const [before] = await ctx.db.select().from(interests).where(eq(interests.slug, slug));
    if (!before) throw new NotFoundError("interest");
    if ((await ctx.db.$count(interests, and(named(after.name), ne(interests.slug, slug)))) > 0) return { ok: false, reason: "taken" };
    await ctx.db.update(interests).set(after).where(eq(interests.slug, slug));
    const { name, description, position } = before;
    const detail = { before: { name, description, position }, after };
    await recordEntry(ctx, { class: "act", action: "interest.changed", objectKind: "interest", objectId: slug, detail });
    return { ok: true, slug };
  });
}

/** Offers an interest no more: who chose it keeps it until they untick it. False where that was so before. @throws ForbiddenError */
export const retireInterest = (ctx: Ctx, slug: string) => offer(ctx, slug, false);

/** Offers one again. False where it was offered. @throws ForbiddenError */
export const offerInterestAgain = (ctx: Ctx, slug: string) => offer(ctx, slug, true);

async function offer(ctx: Ctx, slug: string, isOffered: boolean): Promise<boolean> {
  return arrange(ctx, async (ctx) => {
    const changed = await ctx.db
      .update(interests)
      .set({ endedAt: isOffered ? null : ctx.now })
      .where(and(eq(interests.slug, slug), isOffered ? isNotNull(interests.endedAt) : isNull(interests.endedAt)))
      .returning({ slug: interests.slug });
    if (changed.length === 0) return false;
    const action = isOffered ? "interest.offered-again" : "interest.retired";
    await recordEntry(ctx, { class: "act", action, objectKind: "interest", objectId: slug });
    return true;
  });
}

/** Until the transaction ends no interest gets another name: for whoever writes down names that they have read. */
export const keepInterestNames = (ctx: Ctx) => shareByName(ctx, "interests");

/** Names are told apart, and addresses made of them, one interest after the other. */
async function arrange<T>(ctx: Ctx, act: (ctx: Ctx) => Promise<T>): Promise<T> {
  demandPermission(ctx, "arrange-interests");
  return inTransaction(ctx, async (ctx) => {
    await lockByName(ctx, "interests");
    return act(ctx);
  });
}

const named = (name: string) => sql`lower(${interests.name}) = lower(${name})`;
