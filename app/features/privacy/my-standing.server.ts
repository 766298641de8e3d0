import { and, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { persons } from "#db/schema/people";
import { recordEntry } from "~/features/audit/record-entry.server";
import { restrictPerson } from "~/features/records/restriction.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { isLeavingNow } from "./leave.server";
import { liftUnlessLeaving } from "./lift-unless-leaving.server";

const MINE = "at their own request";

export type Standing = {
  processing: "none" | "yes" | "no";
  /** `isOwn`: asked for by the person, who may lift it. */
  restriction: null | { since: Date; isOwn: boolean };
};

/** What one answered about the use of one's details, and whether it is stopped. */
export async function getMyStanding(ctx: PersonCtx): Promise<Standing> {
  const { standing } = await askTogether(ctx.db, { standing: myStanding(ctx) });
  if (!standing) throw new NotFoundError("person");
  return standing;
}

/** The same as a part of another statement. */
export function myStanding(ctx: PersonCtx): SQL<Standing | null> {
  const { personId } = ctx.actor;
  const { processing, restrictedAt, restrictedWhy } = persons;
  const own = ctx.db
    .select({
      processing,
      at: restrictedAt,
      isOwn: sql<boolean>`${restrictedWhy} is not distinct from ${MINE} and not ${isLeavingNow(personId)}`,
    })
    .from(persons)
    .where(eq(persons.id, personId));
  return foundBy(own, ([row]) =>
    row ? { processing: row.processing, restriction: row.at ? { since: row.at, isOwn: row.isOwn } : null } : null,
  );
}

/** “Stop using my details”: at once (PMN-9). */
export const restrictMyself = (ctx: PersonCtx) => restrictPerson(ctx, { personId: ctx.actor.personId, why: MINE });

export const liftMyRestriction = (ctx: PersonCtx) => liftUnlessLeaving(ctx, { personId: ctx.actor.personId, why: MINE });

/** The answer to “may we use your details in figures and reports”, changeable at any time (IMS-6). */
export async function answerProcessing(ctx: PersonCtx, processing: "yes" | "no"): Promise<void> {
  const { personId } = ctx.actor;
  await inTransaction(ctx, async (ctx) => {
    const changed = await ctx.db
      .update(persons)
      .set({ processing })
      .where(and(eq(persons.id, personId), isNull(persons.erasedAt), ne(persons.processing, processing)))
      .returning({ id: persons.id });
    if (changed.length > 0)
      await recordEntry(ctx, { class: "act", action: "processing.answered", subjectId: personId, detail: { to: processing } });
  });
}
