import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { forumCategories } from "#db/schema/forum/topics";
import { forumDigests } from "#db/schema/forum/watching";
import { foundBy } from "~/lib/ask-together.server";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { nextInLondon } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import type { DigestSchema } from "./digest.schema";

export type MyDigest = { every: "none" | "daily" | "weekly"; hour: number; leftOut: string[]; alsoSingles: boolean };

/** Nobody gets one who did not ask for it. */
const DEFAULT: MyDigest = { every: "none", hour: 7, leftOut: [], alsoSingles: false };

/** What the actor chose; the categories that are left out by their slugs. To be asked with something else. */
export function myDigest(ctx: PersonCtx) {
  const { every, hour, leftOut, alsoSingles, nextAt, personId } = forumDigests;
  const slugs = sql<
    string[]
  >`(select coalesce(array_agg(${forumCategories.slug}), '{}') from ${forumCategories} where ${forumCategories.id} = any(${leftOut}))`;
  const chosen = ctx.db
    .select({ every, hour, leftOut: slugs, alsoSingles, nextAt })
    .from(forumDigests)
    .where(eq(personId, ctx.actor.personId));
  return foundBy(chosen, ([row]): MyDigest => {
    if (!row) return DEFAULT;
    const { nextAt, every, ...rest } = row;
    return { ...rest, every: nextAt ? every : "none" };
  });
}

/** Says how often and when the actor wants a digest, and of what. What was told before stays told. */
export async function chooseDigest(ctx: PersonCtx, { every, hour, category, singles }: z.output<typeof DigestSchema>): Promise<void> {
  if (every === "none") return stopDigest(ctx, ctx.actor.personId);
  const shown = sql<
    string[]
  >`array(select ${forumCategories.id} from ${forumCategories} where not (${forumCategories.slug} = any(${sql.param(category)}::text[])))`;
  const set = {
    every,
    hour,
    leftOut: shown,
    alsoSingles: singles === "yes",
    silent: 0,
    nextAt: nextDigest(ctx.now, { every, hour }),
    changedAt: ctx.now,
  };
  await inTransaction(ctx, ({ db, actor: { personId }, now: toldUntil }) =>
    db
      .insert(forumDigests)
      .values({ personId, ...set, toldUntil })
      .onConflictDoUpdate({
        target: forumDigests.personId,
        set: {
          ...set,
          toldUntil: sql`case when ${forumDigests.nextAt} is null then excluded.told_until else ${forumDigests.toldUntil} end`,
        },
      }),
  );
}

export const nextDigest = (after: Date, { every, hour }: { every: "daily" | "weekly"; hour: number }): Date =>
  nextInLondon(after, { hour, onMondays: every === "weekly" });

/** No digest is made any more; how it was chosen stays known. */
export async function stopDigest(ctx: Ctx, personId: PersonId): Promise<void> {
  await inTransaction(ctx, ({ db, now }) =>
    db
      .update(forumDigests)
      .set({ nextAt: null, changedAt: now })
      .where(and(eq(forumDigests.personId, personId), isNotNull(forumDigests.nextAt))),
  );
}

/** Goes on with a digest as it was chosen before. */
export async function takeUpDigest(ctx: Ctx, personId: PersonId): Promise<void> {
  await inTransaction(ctx, async ({ db, now }) => {
    const [chosen] = await db.select().from(forumDigests).where(eq(forumDigests.personId, personId)).for("update");
    if (!chosen || chosen.nextAt) return;
    const nextAt = nextDigest(now, chosen);
    await db.update(forumDigests).set({ nextAt, toldUntil: now, silent: 0, changedAt: now }).where(eq(forumDigests.personId, personId));
  });
}
