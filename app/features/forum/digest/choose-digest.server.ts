import { and, eq, not, sql } from "drizzle-orm";
import type { z } from "zod";
import { forumTags } from "#db/schema/forum/tags";
import { forumCategories } from "#db/schema/forum/topics";
import { forumDigests } from "#db/schema/forum/watching";
import { admitted } from "~/features/forum/sanctions/own-sanction.queries.server";
import { isQuiet } from "~/features/forum/watching/own-watch.queries.server";
import { scopeOf, visibleTo } from "~/features/permissions/scope.server";
import { foundBy } from "~/lib/ask-together.server";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { nextInLondon } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import type { DigestSchema } from "./digest.schema";

/** `isQuiet`: it was ended by a mail's link or for their silence, and single mails stay away until they choose. */
export type MyDigest = {
  every: "none" | "daily" | "weekly";
  hour: number;
  leftOut: string[];
  tags: string[];
  alsoSingles: boolean;
  isQuiet: boolean;
};

/** Nobody gets one who did not ask for it. */
const DEFAULT: MyDigest = { every: "none", hour: 7, leftOut: [], tags: [], alsoSingles: false, isQuiet: false };

/** What the actor chose; the categories that are left out, and the tags, by their slugs. To be asked with something else. */
export function myDigest(ctx: PersonCtx) {
  const { every, hour, leftOut, alsoSingles, nextAt, personId } = forumDigests;
  const slugs = sql<string[]>`array(${ctx.db
    .select({ slug: forumCategories.slug })
    .from(forumCategories)
    .innerJoin(...scopeOf(forumCategories.scopeId))
    .where(and(sql`${forumCategories.id} = any(${leftOut})`, visibleTo(ctx)))})`;
  const tags = sql<string[]>`array(select tag.slug from ${forumTags} tag where tag.id = any(${forumDigests}.tag_ids))`;
  const chosen = ctx.db
    .select({ every, hour, leftOut: slugs, tags, alsoSingles, nextAt, isQuiet })
    .from(forumDigests)
    .where(eq(personId, ctx.actor.personId));
  return foundBy(chosen, ([row]): MyDigest => {
    if (!row) return DEFAULT;
    const { nextAt, every, ...rest } = row;
    return { ...rest, every: nextAt ? every : "none" };
  });
}

type Choice = Omit<z.output<typeof DigestSchema>, "tags"> & { tags?: string[] };

/** Says how often and when the actor wants a digest, and of what. What was told before stays told. */
export async function chooseDigest(ctx: PersonCtx, { every, hour, category, tags = [], singles }: Choice): Promise<void> {
  if (every === "none") return stopDigest(ctx, ctx.actor.personId);
  // of those that they were shown: one that they may read later is in it
  const leftOut = sql<string[]>`array(${ctx.db
    .select({ id: forumCategories.id })
    .from(forumCategories)
    .innerJoin(...scopeOf(forumCategories.scopeId))
    .where(and(not(sql`${forumCategories.slug} = any(${sql.param(category)}::text[])`), visibleTo(ctx)))})`;
  const set = {
    every,
    hour,
    leftOut,
    tagIds: sql<string[]>`array(select ${forumTags.id} from ${forumTags} where ${forumTags.slug} = any(${sql.param(tags)}::text[]))`,
    alsoSingles: singles === "yes",
    silent: 0,
    nextAt: nextDigest(ctx.now, { every, hour }),
    stoppedBy: null,
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
          // who is suspended from the forum was shown none
          tagIds: sql`case when ${admitted(ctx)} then excluded.tag_ids else ${forumDigests.tagIds} end`,
          toldUntil: sql`case when ${forumDigests.nextAt} is null then excluded.told_until else ${forumDigests.toldUntil} end`,
        },
      }),
  );
}

export const nextDigest = (after: Date, { every, hour }: { every: "daily" | "weekly"; hour: number }): Date =>
  nextInLondon(after, { hour, onMondays: every === "weekly" });

/**
 * No digest is made any more; how it was chosen stays known. By its own choice a person gets single mails again that it came in place of;
 * `stoppedBy`, the mail by whose link they ended it, brings no others.
 */
export async function stopDigest(ctx: Ctx, personId: PersonId, stoppedBy: string | null = null): Promise<void> {
  await inTransaction(ctx, ({ db, now }) =>
    db.update(forumDigests).set({ nextAt: null, silent: 0, stoppedBy, changedAt: now }).where(eq(forumDigests.personId, personId)),
  );
}

/** Goes on with a digest as it was chosen before. */
export async function takeUpDigest(ctx: Ctx, personId: PersonId): Promise<void> {
  await inTransaction(ctx, async ({ db, now }) => {
    const [chosen] = await db.select().from(forumDigests).where(eq(forumDigests.personId, personId)).for("update");
    if (!chosen || chosen.nextAt) return;
    const nextAt = nextDigest(now, chosen);
    await db
      .update(forumDigests)
      .set({ nextAt, toldUntil: now, silent: 0, stoppedBy: null, changedAt: now })
      .where(eq(forumDigests.personId, personId));
  });
}
