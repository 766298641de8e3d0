import { and, eq, isNull, lte, not, type SQL, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { accounts } from "#db/schema/accounts";
import { privacyDepartures } from "#db/schema/privacy";
import { tellAddresses } from "~/features/accounts/addresses/tell-addresses.server";
import type { AuditAction } from "~/features/audit/action-words";
import { recordEntry } from "~/features/audit/record-entry.server";
import { takeTurn } from "~/features/people/persons.server";
import { isLastAdministrator } from "~/features/permissions/administrators.server";
import { liftRestriction, restrictPerson } from "~/features/records/restriction.server";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { eachAlone } from "~/lib/each-alone";
import { inTransaction } from "~/lib/transaction.server";
import { freezePerson, type Posts } from "./freeze-person.server";
import { leavingMail } from "./leaving.mail.server";

/** To change one's mind in. */
export const DAYS_TO_STAY = 7;
const BATCH = 100;

export type LeaveResult = { ok: true; dueAt: Date } | { ok: false; reason: "last-administrator" };

/**
 * Asks to leave: from now on nothing is done with the person's details, and after seven days they are erased. Until then
 * they can sign in and stay. Asked twice is asked once.
 */
export async function askToLeave(ctx: PersonCtx, posts: Posts): Promise<LeaveResult> {
  const { personId } = ctx.actor;
  return inTransaction(ctx, async (ctx) => {
    await takeTurn(ctx, personId);
    const known = await findDeparture(ctx, personId);
    if (known) return { ok: true, dueAt: known.dueAt };
    if (await isLastAdministrator(ctx, personId)) return { ok: false, reason: "last-administrator" };

    const departure = { id: uuidv7(), personId, posts, requestedAt: ctx.now, dueAt: later(ctx.now, DAYS_TO_STAY * DAY) };
    await ctx.db.insert(privacyDepartures).values(departure);
    await restrictPerson(ctx, { personId, why: "leaving" });
    await record(ctx, "departure.asked", departure.id, personId);
    await tellAddresses(ctx, personId, leavingMail, { departureId: departure.id });
    return { ok: true, dueAt: departure.dueAt };
  });
}

/** Changes one's mind. False when there is nothing to change, or no longer. */
export async function stay(ctx: PersonCtx): Promise<boolean> {
  const { personId } = ctx.actor;
  return inTransaction(ctx, async (ctx) => {
    const [departure] = await ctx.db
      .update(privacyDepartures)
      .set({ cancelledAt: ctx.now })
      .where(isOpen(personId))
      .returning({ id: privacyDepartures.id });
    if (!departure) return false;
    await liftRestriction(ctx, { personId, why: "leaving" });
    await record(ctx, "departure.taken-back", departure.id, personId);
    return true;
  });
}

export const isLeaving = async (ctx: Ctx, personId: PersonId) => (await findDeparture(ctx, personId)) !== null;

/** The same within a statement. */
export const isLeavingNow = (personId: PersonId): SQL => sql`exists (select from ${privacyDepartures} where ${isOpen(personId)})`;

/** One's own departure while it can still be taken back. */
export const findMyDeparture = (ctx: PersonCtx) => findDeparture(ctx, ctx.actor.personId);

/**
 * Begins the erasure of everybody whose days are over. Each is one transaction with the mark that says so: killed anywhere, it is done
 * once. Who has become the only administrator meanwhile waits until there is another; the days of who is suspended, and so cannot stay,
 * begin again until they can.
 */
export async function carryOutDepartures(ctx: Ctx): Promise<void> {
  const isSuspended = sql`exists (select from ${accounts} where ${accounts.personId} = ${sql`${privacyDepartures.personId}`} and ${accounts.state} = 'suspended')`;
  await ctx.db
    .update(privacyDepartures)
    .set({ dueAt: later(ctx.now, DAYS_TO_STAY * DAY) })
    .where(and(isUnderWay, isSuspended));
  const due = and(lte(privacyDepartures.dueAt, ctx.now), isUnderWay, not(isSuspended));
  const found = await ctx.db
    .select({ id: privacyDepartures.id })
    .from(privacyDepartures)
    .where(due)
    .orderBy(privacyDepartures.dueAt)
    .limit(BATCH);
  await eachAlone(found, ({ id }) =>
    inTransaction(ctx, async (ctx) => {
      const mine = and(due, eq(privacyDepartures.id, id));
      const [departure] = await ctx.db.select().from(privacyDepartures).where(mine).for("update", { skipLocked: true });
      if (!departure) return;
      const frozen = await freezePerson(ctx, departure.personId, departure.posts);
      if (!frozen.ok && frozen.reason === "last-administrator") return;
      await ctx.db.update(privacyDepartures).set({ doneAt: ctx.now }).where(eq(privacyDepartures.id, id));
    }),
  );
}

async function findDeparture(ctx: Ctx, personId: PersonId): Promise<{ posts: Posts; dueAt: Date } | null> {
  const [row] = await ctx.db
    .select({ posts: privacyDepartures.posts, dueAt: privacyDepartures.dueAt })
    .from(privacyDepartures)
    .where(isOpen(personId));
  return row ?? null;
}

const isUnderWay = and(isNull(privacyDepartures.cancelledAt), isNull(privacyDepartures.doneAt));
const isOpen = (personId: PersonId) => and(eq(privacyDepartures.personId, personId), isUnderWay);

const record = (ctx: Ctx, action: AuditAction, objectId: string, subjectId: PersonId) =>
  recordEntry(ctx, { class: "act", action, objectKind: "departure", objectId, subjectId, purpose: "erasure" });
