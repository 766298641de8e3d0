import { and, asc, eq, isNull } from "drizzle-orm";
import { noticeVersions } from "#db/schema/notices";
import { notify } from "~/features/mail/notifications/notify.server";
import { listReaders } from "~/features/people/role-holders.queries.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { noticeCause } from "./notice-cause";
import { noticeChangeNotice } from "./notice-change-notice.mail.server";

/** Few enough for one short transaction. */
const BATCH = 100;

/**
 * Tells every member of the changes that matter, a batch in each transaction. Two workers at once take turns; one that dies in the middle
 * of a batch repeats it, and nobody is told twice: a version is told once per person.
 */
export async function tellOfChanges(ctx: Ctx, batch = BATCH): Promise<void> {
  while (await tellBatch(ctx, batch)) {}
}

async function tellBatch(ctx: Ctx, batch: number): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const [untold] = await ctx.db
      .select({ id: noticeVersions.id, wordingId: noticeVersions.wordingId, watermark: noticeVersions.watermark })
      .from(noticeVersions)
      .where(and(noticeVersions.isMaterial, isNull(noticeVersions.toldAt)))
      .orderBy(asc(noticeVersions.id))
      .limit(1)
      .for("update", { skipLocked: true });
    if (!untold) return false;

    const people = await listReaders(ctx, untold.watermark, batch);
    const { wordingId } = untold;
    await notify(ctx, people, noticeChangeNotice, { wordingId }, { cause: noticeCause(wordingId) });
    const isDone = people.length < batch;
    await ctx.db
      .update(noticeVersions)
      .set({ watermark: people.at(-1) ?? untold.watermark, ...(isDone ? { toldAt: ctx.now } : {}) })
      .where(eq(noticeVersions.id, untold.id));
    return true;
  });
}
