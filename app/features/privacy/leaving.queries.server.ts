import type { PersonCtx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { planErasure } from "./freeze-person.server";
import { DAYS_TO_STAY } from "./leave.server";
import { outcomeParagraphs } from "./receipt-text";

/** What leaving would mean, for the page that asks: from what is held now, in the words of the receipt. */
export async function previewLeaving(ctx: PersonCtx): Promise<{ hasPosts: boolean; dueAt: Date; outcome: string[] }> {
  const { personId } = ctx.actor;
  const plan = await planErasure(ctx, personId);
  const dueAt = later(ctx.now, DAYS_TO_STAY * DAY);
  const isPosts = ({ table }: { table: string }) => table === "forum_posts";
  // what becomes of posts is the question of the page
  const outcome = outcomeParagraphs({ plan: plan.filter((item) => !isPosts(item)), posts: "keep" });
  return { hasPosts: plan.some(isPosts), dueAt, outcome };
}
