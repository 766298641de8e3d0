import { and, desc, eq, isNotNull, lt, sql } from "drizzle-orm";
import { RETENTION } from "#db/retention";
import { contentFeedback, contentPages } from "#db/schema/content";
import { demandEditor } from "~/features/content/pages/demand-editor";
import type { Ctx } from "~/lib/ctx";
import { cursorOf, pageOf, readCursor } from "~/lib/pages";

const PER_PAGE = 30;
const CODE = /^[0-9a-z]{10}$/;

/** How many readers found the page of a statement useful, and how many did not. */
export const usefulness = {
  useful: sql<number>`(select count(*)::int from ${contentFeedback} said where said.page_id = ${contentPages.id} and said.is_useful)`,
  notUseful: sql<number>`(select count(*)::int from ${contentFeedback} said where said.page_id = ${contentPages.id} and not said.is_useful)`,
};

/** What readers of a page wrote, newest first. @throws ForbiddenError */
export async function listFeedback(ctx: Ctx, page: { id: string }, after: string | null) {
  demandEditor(ctx);
  const { code, isUseful, words, givenAt, pageId } = contentFeedback;
  const cursor = readCursor(after, CODE);
  const found = await ctx.db
    .select({ code, isUseful, words: sql<string>`${words}`, givenAt })
    .from(contentFeedback)
    .where(
      and(
        eq(pageId, page.id),
        isNotNull(words),
        cursor ? sql`(${givenAt}, ${code}) < (${cursor.at.toISOString()}::timestamptz, ${cursor.tie})` : undefined,
      ),
    )
    .orderBy(desc(givenAt), desc(code))
    .limit(PER_PAGE + 1);
  const { rows: feedback, next } = pageOf(found, PER_PAGE, (last) => cursorOf({ at: last.givenAt, tie: last.code }));
  return { feedback, next };
}

/** Forgets what readers said, when its time is over. */
export async function expireFeedback(ctx: Ctx): Promise<void> {
  const period = sql.raw(`interval '${RETENTION.feedback.period}'`);
  await ctx.db.delete(contentFeedback).where(lt(contentFeedback.givenAt, sql`${ctx.now.toISOString()}::timestamptz - ${period}`));
}
