import { and, eq, lt } from "drizzle-orm";
import { forumClaims } from "#db/schema/forum/desk";
import type { PersonCtx } from "~/lib/ctx";
import { later } from "~/lib/dates";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { CLAIM_FOR, findInQueue } from "./queue.queries.server";

/**
 * Says that one looks at what waits, for others to see. It takes nothing from them: whoever says so last is shown.
 * @throws NotFoundError, ForbiddenError
 */
export async function claimItem(ctx: PersonCtx, item: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    if (!(await findInQueue(ctx, item))) throw new NotFoundError("item");
    await ctx.db.delete(forumClaims).where(lt(forumClaims.at, later(ctx.now, -CLAIM_FOR)));
    const claim = { personId: ctx.actor.personId, at: ctx.now };
    await ctx.db
      .insert(forumClaims)
      .values({ item, ...claim })
      .onConflictDoUpdate({ target: forumClaims.item, set: claim });
  });
}

/** Looks at it no more. @throws NotFoundError, ForbiddenError */
export async function letGoOfItem(ctx: PersonCtx, item: string): Promise<void> {
  if (!(await findInQueue(ctx, item))) throw new NotFoundError("item");
  await ctx.db.delete(forumClaims).where(and(eq(forumClaims.item, item), eq(forumClaims.personId, ctx.actor.personId)));
}
