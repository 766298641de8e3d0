import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { RETENTION } from "#db/retention";
import { forumDecisions } from "#db/schema/forum/desk";
import type { Ctx } from "~/lib/ctx";
import { HOUR } from "~/lib/dates";
import { quarterAt, quarterDays } from "./quarters";

type Decision = Pick<typeof forumDecisions.$inferInsert, "kind" | "about" | "source" | "outcome"> & {
  /** Since when it waited. */
  since?: Date | null;
};

/** No row has a moment, nor a key made of one: the post and its author would be found by it. */
const counted = ({ since, ...decision }: Decision, at: Date) => ({
  quarter: quarterDays(quarterAt(at)).from,
  ...decision,
  hours: since ? Math.max(0, Math.ceil((at.getTime() - since.getTime()) / HOUR)) : null,
});

/** Counts decisions of moderators in the transaction that makes them: what was decided, and never about whom. */
export async function countDecisions(ctx: Ctx, decisions: readonly Decision[]): Promise<void> {
  if (decisions.length === 0) return;
  await ctx.db.insert(forumDecisions).values(decisions.map((each) => ({ id: randomUUID(), ...counted(each, ctx.now) })));
}

/** Of decisions that were made at that moment and wait again: of those alike, whichever it is, one is taken away. */
export async function uncountDecisions(ctx: Ctx, decisions: readonly Decision[], at: Date): Promise<void> {
  const { id, source, hours } = forumDecisions;
  for (const decision of decisions) {
    const { source: by, hours: within, ...rest } = counted(decision, at);
    const alike = and(
      ...Object.entries(rest).map(([name, value]) => eq(forumDecisions[name as keyof typeof rest], value)),
      by ? eq(source, by) : isNull(source),
      within === null ? isNull(hours) : eq(hours, within),
    );
    await ctx.db.delete(forumDecisions).where(inArray(id, ctx.db.select({ id }).from(forumDecisions).where(alike).limit(1)));
  }
}

/** Counts go when the time after the end of their quarter is over, all of one at once: what is shown of a quarter is all of it. */
export async function expireDecisions(ctx: Ctx): Promise<void> {
  const period = sql.raw(`interval '${RETENTION.decisions.period}'`);
  await ctx.db
    .delete(forumDecisions)
    .where(lt(forumDecisions.quarter, sql`${ctx.now.toISOString()}::timestamptz - ${period} - interval '3 months'`));
}
