import { and, isNotNull, isNull, lt } from "drizzle-orm";
import { contentFeedback } from "#db/schema/content";
import { listToTell } from "~/features/content/publishing/list-to-tell.server";
import { notify } from "~/features/mail/notifications/notify.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { feedbackNotice } from "./feedback-notice.mail.server";

/** Tells whoever looks after pages, once a day, what their readers wrote up to the evening before. */
export async function tellOfFeedback(ctx: Ctx): Promise<void> {
  const day = ctx.now.toISOString().slice(0, 10);
  await inTransaction(ctx, async (ctx) => {
    const { toldOn, words, givenAt, pageId } = contentFeedback;
    const told = await ctx.db
      .update(contentFeedback)
      .set({ toldOn: day })
      .where(and(isNull(toldOn), isNotNull(words), lt(givenAt, new Date(day))))
      .returning({ pageId });
    const people = new Set<string>();
    for (const page of new Set(told.map(({ pageId }) => pageId))) for (const person of await listToTell(ctx, page)) people.add(person);
    await notify(ctx, [...people].sort(), feedbackNotice, { day }, { cause: `feedback:${day}` });
  });
}
