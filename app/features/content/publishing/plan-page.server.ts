import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { contentPlans } from "#db/schema/content/publishing";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { getPageForUpdate } from "~/features/content/pages/page-for-update.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { needsAnother } from "./draft-review.server";
import { type PlanBlocker, type PlannedAct, planBlocker } from "./plan.policy";
import { dropPlans, isOf } from "./plans.server";

type Input = { code: string; act: PlannedAct; at: Date; version: number };

/**
 * Says when the newest text of a page goes out, or when the page comes down, instead of what was said before. It is done then, whoever
 * may still edit pages. @throws ForbiddenError, NotFoundError
 */
export async function planPage(ctx: Ctx, { code, act, at, version }: Input): Promise<{ ok: true } | { ok: false; reason: PlanBlocker }> {
  demandEditor(ctx);
  return inTransaction<{ ok: true } | { ok: false; reason: PlanBlocker }, Ctx>(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    const plans = await ctx.db.select({ act: contentPlans.act, at: contentPlans.at }).from(contentPlans).where(isOf(page.id));
    const other = plans.find((plan) => plan.act !== act)?.at ?? null;
    const reason = planBlocker({ act, at, page, version, other }, ctx.now);
    if (reason) return { ok: false, reason };
    if (act === "publish" && (await needsAnother(ctx, page.id, version))) return { ok: false, reason: "own-text" };

    const row = { version: act === "publish" ? version : null, at, plannedBy: personIdOf(ctx.actor), plannedAt: ctx.now };
    await ctx.db
      .insert(contentPlans)
      .values({ id: uuidv7(), pageId: page.id, act, ...row })
      .onConflictDoUpdate({ target: [contentPlans.pageId, contentPlans.act], set: row });
    await recordEntry(ctx, { class: "act", action: "content.planned", objectKind: "page", objectId: page.id, detail: { act, at } });
    return { ok: true };
  });
}

/**
 * Cancels what is planned for a page; with the going out of a page that nobody reads yet also its coming down. False where nothing was.
 * @throws ForbiddenError, NotFoundError
 */
export async function cancelPlan(ctx: Ctx, { code, act }: { code: string; act: PlannedAct }): Promise<boolean> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    const isNothingLeft = act === "publish" && page.publishedVersion === null;
    return (await dropPlans(ctx, page.id, isNothingLeft ? undefined : eq(contentPlans.act, act))) > 0;
  });
}
