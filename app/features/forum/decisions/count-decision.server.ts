import { lt, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { RETENTION } from "#db/retention";
import { forumDecisions } from "#db/schema/forum/desk";
import type { Ctx } from "~/lib/ctx";
import { MINUTE } from "~/lib/dates";

type Decision = Pick<typeof forumDecisions.$inferInsert, "kind" | "about" | "source" | "outcome"> & {
  /** Since when it waited. */
  since?: Date | null;
};

/** Counts decisions of moderators in the transaction that makes them: what was decided, and never about whom. */
export async function countDecisions(ctx: Ctx, decisions: readonly Decision[]): Promise<void> {
  if (decisions.length === 0) return;
  await ctx.db.insert(forumDecisions).values(
    decisions.map(({ since, ...decision }) => ({
      id: uuidv7(),
      at: ctx.now,
      ...decision,
      minutes: since ? Math.max(0, Math.round((ctx.now.getTime() - since.getTime()) / MINUTE)) : null,
    })),
  );
}

/** Counts go when their time is over. */
export async function expireDecisions(ctx: Ctx): Promise<void> {
  const period = sql.raw(`interval '${RETENTION.decisions.period}'`);
  await ctx.db.delete(forumDecisions).where(lt(forumDecisions.at, sql`${ctx.now.toISOString()}::timestamptz - ${period}`));
}
