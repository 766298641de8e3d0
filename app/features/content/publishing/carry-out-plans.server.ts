import { and, asc, eq, lte } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { contentPlans } from "#db/schema/content/publishing";
import { getPageForUpdate } from "~/features/content/pages/page-for-update.server";
import type { Ctx } from "~/lib/ctx";
import { eachAlone } from "~/lib/each-alone";
import { inTransaction } from "~/lib/transaction.server";
import { publishVersion } from "./publish-draft.server";
import { takeDownPage } from "./take-down-page.server";

/** Those of one run; the rest waits for the next. */
const MOST = 200;

/**
 * Does what is planned for pages and due, the longest due first. Each is done in the transaction that takes its plan away, under the page's
 * lock: any number of workers do it once, and one that dies in the middle has done nothing.
 * @throws the first failure, once the others are done
 */
export async function carryOutPlans(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .select({ id: contentPlans.id, code: contentPages.code })
    .from(contentPlans)
    .innerJoin(contentPages, eq(contentPages.id, contentPlans.pageId))
    .where(lte(contentPlans.at, ctx.now))
    .orderBy(asc(contentPlans.at))
    .limit(MOST);
  await eachAlone(due, ({ id, code }) => inTransaction(ctx, (ctx) => carryOut(ctx, id, code)));
}

async function carryOut(ctx: Ctx, id: string, code: string): Promise<void> {
  const page = await getPageForUpdate(ctx, code);
  // another worker may have done it, or somebody put it off, while this one waited
  const [plan] = await ctx.db
    .delete(contentPlans)
    .where(and(eq(contentPlans.id, id), lte(contentPlans.at, ctx.now)))
    .returning();
  if (!plan) return;
  if (plan.act === "publish") {
    const reviewed = { reviewedBy: plan.plannedBy, reviewedAt: plan.plannedAt, trustedFrom: ctx.now };
    await publishVersion(ctx, page, { version: plan.version!, ...reviewed });
  }
  // what nobody reads is down
  else if (page.publishedVersion !== null) await takeDownPage(ctx, code);
}
