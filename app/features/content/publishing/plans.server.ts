import { and, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { contentPages } from "#db/schema/content";
import { contentPlans } from "#db/schema/content/publishing";
import { recordEntry } from "~/features/audit/record-entry.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import type { Ctx } from "~/lib/ctx";
import { joinOf } from "~/lib/join.server";
import type { PlannedAct } from "./plan.policy";

const goingOut = alias(contentPlans, "going_out");
const comingDown = alias(contentPlans, "coming_down");
const planner = joinedPerson("planner");

/** What is planned for a page, in a statement about pages. */
export const plansOfPage = {
  goesOut: joinOf(goingOut, and(eq(goingOut.pageId, contentPages.id), eq(goingOut.act, "publish"))!),
  comesDown: joinOf(comingDown, and(eq(comingDown.pageId, contentPages.id), eq(comingDown.act, "take-down"))!),
  planner: planner.of(goingOut.plannedBy),
};

export const planColumns = { goesOutAt: goingOut.at, comesDownAt: comingDown.at };
export const planDetails = { goesOutVersion: goingOut.version, goesOutBy: planner.name };

/** Something is. */
export const isPlanned = sql`exists (select from ${contentPlans} plan where plan.page_id = ${contentPages.id})`;

/** When a text of a page goes out. */
export async function findGoingOut(ctx: Ctx, pageId: string): Promise<Date | null> {
  const [plan] = await ctx.db.select({ at: contentPlans.at }).from(contentPlans).where(isOf(pageId, "publish"));
  return plan?.at ?? null;
}

export const isOf = (pageId: string, act?: PlannedAct): SQL =>
  and(eq(contentPlans.pageId, pageId), act ? eq(contentPlans.act, act) : undefined)!;

/** Takes plans of a page away, each with its entry; its row is locked. Gives how many there were. */
export async function dropPlans(ctx: Ctx, pageId: string, which: SQL | undefined = undefined): Promise<number> {
  const dropped = await ctx.db
    .delete(contentPlans)
    .where(and(isOf(pageId), which))
    .returning({ act: contentPlans.act, at: contentPlans.at });
  for (const { act, at } of dropped)
    await recordEntry(ctx, { class: "act", action: "content.plan-cancelled", objectKind: "page", objectId: pageId, detail: { act, at } });
  return dropped.length;
}
