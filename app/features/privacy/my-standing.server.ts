import { and, eq, isNull, ne } from "drizzle-orm";
import { persons } from "#db/schema/people";
import { demandStillSignedIn } from "~/features/accounts/sign-in/sign-ins.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { restrictPerson } from "~/features/records/restriction.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { isLeaving } from "./leave.server";
import { liftUnlessLeaving } from "./lift-unless-leaving.server";

const MINE = "at their own request";

export type Standing = {
  processing: "none" | "yes" | "no";
  /** `isOwn`: asked for by the person, who may lift it. */
  restriction: null | { since: Date; isOwn: boolean };
};

/** What one answered about the use of one's details, and whether it is stopped. */
export async function getMyStanding(ctx: PersonCtx): Promise<Standing> {
  const [row] = await ctx.db
    .select({ processing: persons.processing, at: persons.restrictedAt, why: persons.restrictedWhy })
    .from(persons)
    .where(eq(persons.id, ctx.actor.personId));
  if (!row) throw new NotFoundError("person");
  const isOwn = row.why === MINE && !(await isLeaving(ctx, ctx.actor.personId));
  return { processing: row.processing, restriction: row.at ? { since: row.at, isOwn } : null };
}

/** “Stop using my details”: at once (PMN-9). */
export const restrictMyself = (ctx: PersonCtx) => stillMine(ctx, restrictPerson);

export const liftMyRestriction = (ctx: PersonCtx) => stillMine(ctx, liftUnlessLeaving);

const stillMine = (ctx: PersonCtx, act: (ctx: Ctx, change: Parameters<typeof restrictPerson>[1]) => Promise<boolean>) =>
  inTransaction(ctx, async (ctx) => {
    const changed = await act(ctx, { personId: ctx.actor.personId, why: MINE });
    await demandStillSignedIn(ctx);
    return changed;
  });

/** The answer to “may we use your details in figures and reports”, changeable at any time (IMS-6). */
export async function answerProcessing(ctx: PersonCtx, processing: "yes" | "no"): Promise<void> {
  const { personId } = ctx.actor;
  await inTransaction(ctx, async (ctx) => {
    const changed = await ctx.db
      .update(persons)
      .set({ processing })
      .where(and(eq(persons.id, personId), isNull(persons.erasedAt), ne(persons.processing, processing)))
      .returning({ id: persons.id });
    await demandStillSignedIn(ctx);
    if (changed.length > 0)
      await recordEntry(ctx, { class: "act", action: "processing.answered", subjectId: personId, detail: { to: processing } });
  });
}
