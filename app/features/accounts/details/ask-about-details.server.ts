import { and, eq, inArray, isNull } from "drizzle-orm";
import { accounts } from "#db/schema/accounts";
import { notify } from "~/features/mail/notifications/notify.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { readsSomething } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { londonDate } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { areDetailsStale } from "./details-check.server";
import { detailsNotice } from "./details-notice.mail.server";

/** Few enough for one short transaction. */
const BATCH = 100;

/**
 * Asks everybody who is in whether their details are still right, once a year from when they last said so (PMN-29). A batch in each
 * transaction, which marks whom it asks: two workers ask different people, and one that dies in the middle has asked nobody of its batch.
 */
export async function askAboutDetails(ctx: Ctx): Promise<void> {
  while (await askBatch(ctx)) {}
}

async function askBatch(ctx: Ctx): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const holder = joinedPerson("holder");
    const due = await ctx.db
      .select({ personId: accounts.personId })
      .from(accounts)
      .innerJoin(...holder.of(accounts.personId))
      .where(
        and(
          eq(accounts.state, "active"),
          isNull(accounts.detailsAskedAt),
          areDetailsStale(ctx),
          holder.isUsable,
          readsSomething(accounts.personId, ctx.now),
        ),
      )
      .limit(BATCH)
      .for("update", { of: accounts, skipLocked: true });
    const people = due.map(({ personId }) => personId);
    if (people.length === 0) return false;
    await ctx.db.update(accounts).set({ detailsAskedAt: ctx.now }).where(inArray(accounts.personId, people));
    await notify(ctx, people, detailsNotice, {}, { cause: `details:${londonDate(ctx.now)}` });
    return people.length === BATCH;
  });
}
