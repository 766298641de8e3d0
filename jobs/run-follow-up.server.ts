import { UnrecoverableError } from "bullmq";
import { and, eq, isNull } from "drizzle-orm";
import { jobOutbox } from "#db/schema/platform";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError, GoneError, NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { FOLLOW_UPS, type FollowUp, type PayloadOf } from "./definitions";
import { FOLLOW_UP_HANDLERS } from "./handlers";

/**
 * Does what a row of the outbox says and deletes the row, in one transaction: it happens once, however often the job runs, also at the same
 * time in two workers. `isLastTry` leaves a row that fails for staff instead of for the next try.
 */
export async function runFollowUp(ctx: Ctx, id: string, isLastTry: boolean): Promise<void> {
  try {
    await inTransaction(ctx, async (ctx) => {
      const [row] = await ctx.db
        .select({ name: jobOutbox.name, payload: jobOutbox.payload })
        .from(jobOutbox)
        .where(and(eq(jobOutbox.id, id), isNull(jobOutbox.failedAt)))
        .for("update", { skipLocked: true });
      if (!row) return;
      await handle(ctx, row);
      await ctx.db.delete(jobOutbox).where(eq(jobOutbox.id, id));
    });
  } catch (error) {
    const isHopeless = error instanceof NotFoundError || error instanceof ForbiddenError || error instanceof GoneError;
    if (!isHopeless && !isLastTry) throw error;
    await ctx.db
      .update(jobOutbox)
      .set({ failedAt: ctx.now, error: nameOf(error) })
      .where(eq(jobOutbox.id, id));
    if (isHopeless) throw new UnrecoverableError(nameOf(error));
    throw error;
  }
}

async function handle(ctx: Ctx, row: { name: string; payload: Record<string, string> }): Promise<void> {
  const name = row.name as FollowUp;
  const handler = FOLLOW_UP_HANDLERS[name] as ((ctx: Ctx, payload: PayloadOf<FollowUp>) => Promise<unknown>) | undefined;
  if (!handler) throw new NotFoundError(`handler of ${row.name}`);
  // The payload was checked when it was written, but this may be a newer release.
  await handler(ctx, FOLLOW_UPS[name].payload.parse(row.payload));
}

/** What staff see of an error: never its message, which may quote what somebody typed, unless it is one of ours. */
function nameOf(error: unknown): string {
  if (error instanceof NotFoundError || error instanceof ForbiddenError || error instanceof GoneError) return error.message;
  const { name = "Error", code, cause } = error as Error & { code?: string };
  return [name, code ?? (cause as { code?: string } | undefined)?.code].filter(Boolean).join(" ");
}
