import { and, eq, sql } from "drizzle-orm";
import { draftOpenings, drafts } from "#db/schema/drafts";
import { joinedPerson } from "~/features/people/joined-person.server";
import { type Ctx, type PersonCtx, personIdOf } from "~/lib/ctx";
import { later, MINUTE } from "~/lib/dates";

/** Who neither opened it nor saved their draft of it for so long is not there any more. */
const THERE = 10 * MINUTE;

const writer = joinedPerson("writer");

/**
 * Notes that the actor has a form open that others may write in, and says who else has, and since when: those who opened it or whose draft
 * of it was saved within ten minutes. It keeps nobody out. Bookkeeping that a GET may write.
 */
export async function openToWrite(ctx: PersonCtx, path: string): Promise<{ name: string | null; since: Date }[]> {
  const { personId } = ctx.actor;
  const from = sql`${later(ctx.now, -THERE).toISOString()}::timestamptz`;
  const lastSaved = sql`(select max(${drafts.savedAt}) from ${drafts}
    where ${drafts.personId} = ${draftOpenings.personId} and ${drafts.path} = ${draftOpenings.path} and ${drafts.closedAt} is null)`;
  const isThere = sql`greatest(${draftOpenings.seenAt}, ${lastSaved}) > ${from}`;
  await ctx.db
    .insert(draftOpenings)
    .values({ path, personId, openedAt: ctx.now, seenAt: ctx.now })
    .onConflictDoUpdate({
      target: [draftOpenings.path, draftOpenings.personId],
      set: {
        openedAt: sql`case when ${isThere} then ${draftOpenings.openedAt} else excluded.opened_at end`,
        seenAt: sql`greatest(${draftOpenings.seenAt}, excluded.seen_at)`,
      },
    });
  return ctx.db
    .select({ name: writer.name, since: draftOpenings.openedAt })
    .from(draftOpenings)
    .innerJoin(...writer.of(draftOpenings.personId))
    .where(and(eq(draftOpenings.path, path), sql`${draftOpenings.personId} <> ${personId}`, isThere))
    .orderBy(draftOpenings.openedAt)
    .limit(MOST);
}

/** More names help nobody. */
const MOST = 5;

/** The actor has saved it, or given up: they are not there any more. */
export async function leaveOpen(ctx: Ctx, path: string): Promise<void> {
  const personId = personIdOf(ctx.actor);
  if (!personId) return;
  await ctx.db.delete(draftOpenings).where(and(eq(draftOpenings.path, path), eq(draftOpenings.personId, personId)));
}
