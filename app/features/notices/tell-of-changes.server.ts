import { and, asc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { noticeVersions } from "#db/schema/notices";
import { persons } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import { notify } from "~/features/mail/notifications/notify.server";
import { liveGrant, usablePerson } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { noticeCause } from "./notice-cause";

/** Few enough for one short transaction. */
const BATCH = 100;

/**
 * Tells every member of the changes that matter, a batch in each transaction. Two workers at once take turns; one that dies in the middle of
 * a batch repeats it, and nobody is told twice: a version is told once per person.
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

    const members = await listMembers(ctx, untold.watermark, batch);
    const { wordingId } = untold;
    const people = members.map(({ personId }) => personId);
    await notify(ctx, people, { kind: "notice", cause: noticeCause(wordingId), mail: true, args: { wordingId } });
    const isDone = members.length < batch;
    await ctx.db
      .update(noticeVersions)
      .set({ watermark: members.at(-1)?.personId ?? untold.watermark, ...(isDone ? { toldAt: ctx.now } : {}) })
      .where(eq(noticeVersions.id, untold.id));
    return true;
  });
}

/** Whoever reads something by a live grant, in the order of their ids, which is the order in which they came. */
function listMembers(ctx: Ctx, after: string | null, limit: number) {
  return ctx.db
    .select({ personId: persons.id })
    .from(persons)
    .where(
      and(
        after ? gt(persons.id, after) : undefined,
        usablePerson(),
        sql`exists (select from ${grants} where ${grants.personId} = ${persons.id} and ${or(eq(grants.role, "member"), sql`${grants.groupId} is not null`)} and ${liveGrant(ctx.now)})`,
      ),
    )
    .orderBy(asc(persons.id))
    .limit(limit);
}
