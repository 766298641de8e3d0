import { asc, eq, sql } from "drizzle-orm";
import { forumDecisions } from "#db/schema/forum/desk";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import type { Ctx } from "~/lib/ctx";
import { aboutWords, KIND_WORDS, outcomeWords, SMALLEST_CELL, SOURCE_WORDS } from "./decision-words";
import { type Quarter, quarterDays } from "./quarters";

/** One line of a quarter: how many alike, and how long half of them waited at most. Nothing where so few might tell who it was. */
export type CountedDecisions = { kind: string; about: string; source: string; outcome: string; count: number | null; hours: number | null };

/**
 * What moderators decided in a quarter, those alike in one line. Of fewer than five it says that there were some; no sums tell how
 * many. @throws ForbiddenError
 */
export async function listDecisions(ctx: Ctx, quarter: Quarter): Promise<CountedDecisions[]> {
  demandModerator(ctx);
  const { kind, about, source, outcome, hours } = forumDecisions;
  const rows = await ctx.db
    .select({
      kind,
      about,
      source,
      outcome,
      count: sql<number>`count(*)::int`,
      hours: sql<number | null>`percentile_disc(0.5) within group (order by ${hours})`,
    })
    .from(forumDecisions)
    .where(eq(forumDecisions.quarter, quarterDays(quarter).from))
    .groupBy(kind, about, source, outcome)
    .orderBy(asc(kind), asc(about), asc(source), asc(outcome));
  return rows.map(({ count, hours, ...row }) => {
    const isTold = count >= SMALLEST_CELL;
    return {
      kind: KIND_WORDS[row.kind],
      about: aboutWords(row),
      source: row.source ? SOURCE_WORDS[row.source] : "",
      outcome: outcomeWords(row.outcome),
      count: isTold ? count : null,
      hours: isTold ? hours : null,
    };
  });
}
