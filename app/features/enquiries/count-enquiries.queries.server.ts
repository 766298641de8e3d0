import { and, asc, inArray, ne, type SQL, sql } from "drizzle-orm";
import { enquiries } from "#db/schema/enquiries";
import { MOST_COUNTED } from "~/lib/count-in-words";
import { countNewest } from "~/lib/count-newest.server";
import type { Ctx } from "~/lib/ctx";
import { type EnquiryFilter, inQueues, isMine, WAITING } from "./enquiries.queries.server";
import type { FilterState } from "./enquiry.policy";

/** What waits for an answer in the actor's queues, and how much of it is overdue. */
export async function countWaitingEnquiries(ctx: Ctx): Promise<{ count: number; oldest: Date | null; late: number }> {
  const waiting = ctx.db
    .select({ createdAt: enquiries.createdAt, dueAt: enquiries.dueAt })
    .from(enquiries)
    .where(and(inQueues(ctx), inArray(enquiries.state, [...WAITING])))
    .orderBy(asc(enquiries.dueAt))
    .limit(MOST_COUNTED + 1)
    .as("waiting");
  const [row] = await ctx.db
    .select({
      count: sql<number>`count(*)::int`,
      oldest: sql<string | null>`min(${waiting.createdAt})`,
      late: sql<number>`(count(*) filter (where ${waiting.dueAt} < ${ctx.now.toISOString()}::timestamptz))::int`,
    })
    .from(waiting);
  return { count: row?.count ?? 0, oldest: row?.oldest ? new Date(row.oldest) : null, late: row?.late ?? 0 };
}

/**
 * How many enquiries that are not closed are in each state of the list, as it is narrowed; of more than are counted only that there are
 * more.
 */
export async function countByState(
  ctx: Ctx,
  { queue, mine }: Pick<EnquiryFilter, "queue" | "mine">,
): Promise<Partial<Record<FilterState, number>>> {
  const { state, dueAt } = enquiries;
  const unclosed = ctx.db
    .select({ state, dueAt })
    .from(enquiries)
    .where(and(inQueues(ctx, queue), mine ? isMine(ctx) : undefined, ne(state, "closed")))
    .limit(MOST_COUNTED + 1)
    .as("unclosed");
  const how = (which: SQL) => sql<number>`(count(*) filter (where ${which}))::int`;
  const [row] = await ctx.db
    .select({
      waiting: sql<number>`count(*)::int`,
      overdue: how(sql`${inArray(unclosed.state, [...WAITING])} and ${unclosed.dueAt} < ${ctx.now.toISOString()}::timestamptz`),
      new: how(sql`${unclosed.state} = 'new'`),
      open: how(sql`${unclosed.state} = 'open'`),
      answered: how(sql`${unclosed.state} = 'answered'`),
    })
    .from(unclosed);
  return row!.waiting > MOST_COUNTED ? { waiting: row!.waiting } : row!;
}

/** What came into the actor's queues since a moment. */
export const countNewEnquiries = (ctx: Ctx, since: Date): SQL<number> =>
  countNewest({ table: enquiries, id: enquiries.id, at: enquiries.createdAt, since, where: inQueues(ctx) });
