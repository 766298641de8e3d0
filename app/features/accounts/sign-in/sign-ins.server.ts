import { and, desc, eq, gt, inArray, isNull, ne, sql } from "drizzle-orm";
import { accounts, sessions } from "#db/schema/accounts";
import { accountStanding } from "~/features/accounts/accounts.queries.server";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { SignedOutError } from "~/lib/errors";
import { sha256 } from "~/lib/tokens.server";
import { inTransaction, whenCommitted } from "~/lib/transaction.server";
import type { SessionData, StoredSession } from "./sessions.server";

/** What starts a session that goes on from another, and what ends it, come one after the other. Call it in a transaction. */
export async function lockSignIns(ctx: Ctx, whose: PersonId | { family: string }): Promise<void> {
  const ofFamily = (family: string) => ctx.db.select({ personId: sessions.personId }).from(sessions).where(eq(sessions.family, family));
  await ctx.db
    .select({ personId: accounts.personId })
    .from(accounts)
    .where(typeof whose === "string" ? eq(accounts.personId, whose) : inArray(accounts.personId, ofFamily(whose.family)))
    .for("no key update");
}

/** What ended all of its own person's sign-ins: the transaction at work, and with its commit the sign-in that its request came with. */
const ended = new WeakSet<object>();

/**
 * The last that a transaction of a request asks, with the last of its locks: nothing is done for a sign-in that was ended since its request
 * read the session, be it a post or an act upon the account. Whoever ends sign-ins waits for it, or was before. One that this very request
 * ended is no obstacle; a moment does not tell it from another one's, as two can have the same.
 * @throws {SignedOutError}
 */
export async function demandStillSignedIn({ actor, db }: Ctx): Promise<void> {
  if (actor.kind !== "person" || !actor.signIn || ended.has(db) || ended.has(actor.signIn)) return;
  const { family, standing } = actor.signIn;
  const held = () =>
    db
      .select({ id: sessions.id })
      .from(sessions)
      .innerJoin(accounts, eq(accounts.personId, sessions.personId))
      .where(and(eq(sessions.family, family), eq(sessions.kind, "session"), isNull(sessions.revokedAt), eq(accountStanding, standing)))
      .for("share", { of: sessions });
  // the second look finds a session that took the place of the first one meanwhile
  if ((await held()).length === 0 && (await held()).length === 0) throw new SignedOutError();
}

/**
 * What is left of a session that has ended: whose it was, and the form that waited in it. It opens nothing; a browser
 * that comes back too late still brings its cookie.
 */
export async function findEndedSession(
  ctx: Ctx,
  cookie: string,
): Promise<(Pick<StoredSession, "personId" | "typedBy" | "family" | "data"> & { revokedAt: Date | null }) | null> {
  const { personId, typedBy, family, revokedAt, data } = sessions;
  const [row] = await ctx.db
    .select({ personId, typedBy, family, revokedAt, data })
    .from(sessions)
    .where(and(eq(sessions.idHash, sha256(cookie)), eq(sessions.kind, "session")));
  return row ? { ...row, data: row.data as SessionData } : null;
}

/** The session that goes on from the others of a sign-in, where one does. */
export async function findGoingOn(ctx: Ctx, family: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.family, family), eq(sessions.kind, "session"), isLive(ctx.now)))
    .orderBy(desc(sessions.createdAt))
    .limit(1);
  return row?.id ?? null;
}

/** Ends a session together with the remembered device it came from, also where it has ended already. What waited in it is forgotten. */
export async function endFamily(ctx: Ctx, family: string): Promise<void> {
  await inTransaction({ ...ctx, beforeCommit: undefined }, async (ctx) => {
    await lockSignIns(ctx, { family });
    await ctx.db
      .update(sessions)
      .set({ revokedAt: ctx.now, data: {} })
      .where(and(eq(sessions.family, family), isNull(sessions.revokedAt)));
  });
}

/**
 * Ends every session and remembered device of a person: after a new password, a new second factor, a reset. A sign-in that is being
 * written at this moment is refused by `startSession`.
 * @throws {SignedOutError}
 */
export async function endAllSessions(ctx: Ctx, personId: PersonId): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockSignIns(ctx, personId);
    // before it ends, with all others, the one that stands or falls
    await demandStillSignedIn(ctx);
    // of two at once the later moment stands, whichever is stored last; of two at the same moment what the second ended does not go on
    const validFrom = sql`greatest(${accounts.sessionsValidFrom} + interval '1 millisecond', ${ctx.now.toISOString()}::timestamptz)`;
    await ctx.db.update(accounts).set({ sessionsValidFrom: validFrom }).where(eq(accounts.personId, personId));
    await ctx.db
      .update(sessions)
      .set({ revokedAt: ctx.now, data: {} })
      .where(and(eq(sessions.personId, personId), isNull(sessions.revokedAt)));
    const { actor } = ctx;
    if (actor.kind !== "person" || actor.personId !== personId || !actor.signIn) return;
    const { signIn } = actor;
    ended.add(ctx.db);
    await whenCommitted(ctx, () => void ended.add(signIn));
  });
}

export type DeviceRow = { id: string; device: string; signedInAt: Date; seenAt: Date; isRemembered: boolean; isThis: boolean };

/** Where one is signed in: one row per sign-in, the latest used first. */
export async function listMySessions(ctx: PersonCtx, thisFamily: string): Promise<DeviceRow[]> {
  const { personId } = ctx.actor;
  const rows = await ctx.db
    .select({
      id: sessions.family,
      device: sql<string | null>`max(${sessions.device})`,
      signedInAt: sql<string>`min(${sessions.createdAt})`,
      seenAt: sql<string>`max(${sessions.seenAt})`,
      isRemembered: sql<boolean>`bool_or(${sessions.kind} = 'remember')`,
    })
    .from(sessions)
    .where(and(eq(sessions.personId, personId), isLive(ctx.now)))
    .groupBy(sessions.family)
    .orderBy(sql`max(${sessions.seenAt}) desc`)
    .limit(100);
  return rows.map((row) => ({
    id: row.id,
    device: row.device ?? "Unknown device",
    signedInAt: new Date(row.signedInAt),
    seenAt: new Date(row.seenAt),
    isRemembered: row.isRemembered,
    isThis: row.id === thisFamily,
  }));
}

/** Ends one sign-in of a person, or all but the one named, with the sessions of it that had run out. Gives how many ended. */
export async function endSignIns(ctx: Ctx, personId: PersonId, which: { family: string } | { allBut: string }): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    await lockSignIns(ctx, personId);
    const ended = await ctx.db
      .update(sessions)
      .set({ revokedAt: ctx.now, data: {} })
      .where(
        and(
          eq(sessions.personId, personId),
          isNull(sessions.revokedAt),
          "family" in which ? eq(sessions.family, which.family) : ne(sessions.family, which.allBut),
        ),
      )
      .returning({ family: sessions.family, wasLive: sql<boolean>`${goesOn(ctx.now)}` });
    return new Set(ended.filter(({ wasLive }) => wasLive).map(({ family }) => family)).size;
  });
}

const goesOn = (now: Date) => and(gt(sessions.expiresAt, now), gt(sessions.endsAt, now));
const isLive = (now: Date) => and(isNull(sessions.revokedAt), goesOn(now));
