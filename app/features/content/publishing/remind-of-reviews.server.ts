import { and, asc, eq, isNotNull, lte, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { NOTICE } from "~/features/content/pages/page.policy";
import { current } from "~/features/content/pages/readable.server";
import { isOverdue } from "~/features/content/pages/reviews.server";
import { notify } from "~/features/mail/notifications/notify.server";
import type { Ctx } from "~/lib/ctx";
import { later } from "~/lib/dates";
import { eachAlone } from "~/lib/each-alone";
import { inTransaction } from "~/lib/transaction.server";
import { listToTell } from "./list-to-tell.server";
import { reviewCause } from "./page-review-cause";
import { pageReviewNotice } from "./page-review-notice.mail.server";

/** Those of one run; the rest waits for the next. */
const MOST = 500;

/**
 * Reminds the owner of each page that is to be read through again: two weeks before, and once the day has passed, each once for that day.
 * Where its owner left, or can neither read nor edit it any more, every editor is told. Each page is marked in the transaction that tells
 * of it; while there is nobody to tell, it waits.
 * @throws the first failure, once the others are told
 */
export async function remindOfReviews(ctx: Ctx): Promise<void> {
  const told = sql<"soon" | "overdue">`case when ${isOverdue(ctx)} then 'overdue' else 'soon' end`;
  const isDue = and(
    current(ctx),
    isNotNull(contentPages.publishedVersion),
    lte(contentPages.reviewDueAt, later(ctx.now, NOTICE)),
    sql`${contentPages.reviewTold} is distinct from ${told}`,
  );
  const { id, reviewDueAt } = contentPages;
  const due = await ctx.db.select({ id }).from(contentPages).where(isDue).orderBy(asc(reviewDueAt)).limit(MOST);
  await eachAlone(due, (page) =>
    inTransaction(ctx, async (ctx) => {
      const people = await listToTell(ctx, page.id);
      if (people.length === 0) return;
      const [marked] = await ctx.db
        .update(contentPages)
        .set({ reviewTold: told })
        .where(and(eq(id, page.id), isDue))
        .returning({ told: sql<"soon" | "overdue">`${contentPages.reviewTold}`, dueAt: sql<string>`${reviewDueAt}` });
      if (!marked) return;
      await notify(
        ctx,
        people,
        pageReviewNotice,
        { pageId: page.id },
        { cause: reviewCause(page.id, marked.told, new Date(marked.dueAt)) },
      );
    }),
  );
}
