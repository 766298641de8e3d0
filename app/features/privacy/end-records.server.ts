import { eq, sql } from "drizzle-orm";
import { RETENTION } from "#db/retention";
import { persons } from "#db/schema/people";
import { isToldAgain } from "~/features/consents/not-told.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { takeTurn } from "~/features/people/persons.server";
import type { Ctx } from "~/lib/ctx";
import { eachAlone } from "~/lib/each-alone";
import { inTransaction } from "~/lib/transaction.server";
import { freezePerson } from "./freeze-person.server";
import { recordEndsMail } from "./record-ends.mail.server";
import { at, endedRecords, findEnded, NOTICE } from "./record-ends.queries.server";

/**
 * Whoever has had nothing going on here for six months is erased (HELM-7): told a month before, and their posts stay under “Former
 * member”, as for anybody who does not choose. Who has been told too late waits for the rest of the month.
 * @throws the first failure, once the others are done
 */
export const endRecords = (ctx: Ctx): Promise<void> => eachAlone([forgetWarnings, eraseWarned, warn], (step) => step(ctx));

/** Who came back in any way is told anew when that ends, and so is whoever the mail did not get to, up to three times. */
const forgetWarnings = (ctx: Ctx) =>
  ctx.db.execute(sql`
    update persons told set ending_told_at = null
    where told.ending_told_at is not null and (not exists (select from (${endedRecords(ctx)}) e where e.id = told.id)
      or ${isToldAgain(ctx, { personId: sql`told.id`, kind: recordEndsMail.name, toldAt: sql`told.ending_told_at` })})`);

async function eraseWarned(ctx: Ctx): Promise<void> {
  const isOver = sql`e.ended_at + ${RETENTION.members.period}::interval <= ${at(ctx)}
    and e.told_at >= e.ended_at and e.told_at + ${NOTICE}::interval <= ${at(ctx)}`;
  await eachAlone(await findEnded(ctx, isOver), (personId) =>
    inTransaction(ctx, async (ctx) => {
      // stronger than a turn: also who writes a row that names them without taking one, say an enquiry, is waited for
      await ctx.db.select({ id: persons.id }).from(persons).where(eq(persons.id, personId)).for("update");
      // they may have come back meanwhile
      const [still] = await findEnded(ctx, sql`${isOver} and e.id = ${personId}`);
      if (still) await freezePerson(ctx, personId, "keep", "ended");
    }),
  );
}

async function warn(ctx: Ctx): Promise<void> {
  const isSoon = sql`e.ended_at + ${RETENTION.members.period}::interval - ${NOTICE}::interval <= ${at(ctx)}
    and (e.told_at is null or e.told_at < e.ended_at)`;
  await eachAlone(await findEnded(ctx, isSoon), (personId) =>
    inTransaction(ctx, async (ctx) => {
      await takeTurn(ctx, personId);
      const [still] = await findEnded(ctx, sql`${isSoon} and e.id = ${personId}`);
      if (!still) return;
      await ctx.db.update(persons).set({ endingToldAt: ctx.now }).where(eq(persons.id, personId));
      await queueMail(ctx, recordEndsMail, { personId }, { personId, cause: `record-ends:${personId}:${ctx.now.toISOString()}` });
    }),
  );
}
