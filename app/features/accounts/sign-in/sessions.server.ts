import { and, eq, gte, isNull, lt, or, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { daysOf } from "#db/retention";
import { accounts, sessions } from "#db/schema/accounts";
import { accountStanding } from "~/features/accounts/accounts.queries.server";
import { draftPathsOf } from "~/features/drafts/drafts.queries.server";
import { type Told, unreadOf } from "~/features/mail/notifications/notifications.queries.server";
import { type NoticeChange, unreadChangeOf } from "~/features/notices/notices.queries.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { liveGroups, liveRoles } from "~/features/permissions/live-grants.server";
import type { Ctx, PersonId, Role } from "~/lib/ctx";
import { DAY, HOUR, later, MINUTE } from "~/lib/dates";
import { ConflictError } from "~/lib/errors";
import { preparedOnce } from "~/lib/prepared-once.server";
import { randomToken, sha256 } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";

/** How long a session lasts without a request, and at most (`trust.md` B7). */
const MEMBER_IDLE = 2 * HOUR;
const STAFF_IDLE = 30 * MINUTE;
const ABSOLUTE = 12 * HOUR;
/** Of what was typed into a session that ran out. */
const KEPT_FOR = 12 * HOUR;
/** A session is written at most this often, however many pages it opens. */
const TOUCH_EVERY = MINUTE;

/** `page`: where its address led when it was opened since; else the address itself. */
export type KeptForm = { path: string; page?: string; values: Record<string, string | string[]> };

/** What a session carries from one page to the next. */
export type SessionData = {
  /**
   * Forms that wait until their sender has signed in or proved again who they are, the newest first. They never hold a password or code.
   */
  forms?: KeptForm[];
  /** The sentence about the act just done, or why it was not. */
  word?: { kind: "success" | "important"; text: string };
  /** Who gave the right password and still owes the code. */
  pending?: { personId: PersonId; at: string; remember: boolean; standing: string };
  /** When the password and a recovery code were given, in place of the code of an app that is lost. */
  lostAppAt?: string;
};

type Change = (data: SessionData) => SessionData;

declare const earned: unique symbol;
/** When password and, where there is a second factor, its code were given. Made by `earnStepUp` alone; a session keeps it, or loses it. */
export type StepUp = Date & { readonly [earned]: true };

export type StoredSession = {
  id: string;
  personId: PersonId | null;
  typedBy: PersonId | null;
  family: string;
  secondFactorAt: Date | null;
  steppedUpAt: StepUp | null;
  data: SessionData;
  createdAt: Date;
  seenAt: Date;
  endsAt: Date;
  name: string | null;
  hasSecondFactor: boolean;
  /** Nothing is done with their details, at their own request or for another reason. Nobody leaves who is not. */
  isRestricted: boolean;
  standing: string;
  /** Told on every page: what they have not read, a notice that changed, the addresses of the forms of which they have a draft. */
  unread: Told[];
  change: NoticeChange | null;
  drafts: string[];
  roles: Role[];
  groups: string[];
};

/** The live session of a cookie, with its person, roles and groups: one statement, prepared once for each pool. */
export async function findSession(ctx: Ctx, cookie: string): Promise<StoredSession | null> {
  const [row] = await statementOf(ctx.db).execute({ idHash: sha256(cookie), now: ctx.now.toISOString() });
  return row ? { ...row, steppedUpAt: row.steppedUpAt as StepUp | null, data: row.data as SessionData } : null;
}

export type NewSession = {
  personId: PersonId | null;
  /** Who was signed in on this browser before, where nobody is now. */
  typedBy?: PersonId | null;
  /** Staff are signed out sooner. */
  isStaff?: boolean;
  /** The sign-in that this belongs to; theft ends a whole family. */
  family?: string;
  secondFactorAt?: Date | null;
  steppedUpAt?: StepUp | null;
  device?: string;
  data?: SessionData;
  /** A session that takes over another's place does not live longer. */
  endsAt?: Date;
  /** How the account stood when its password was found right, or the session read that this one goes on from. */
  standing?: string;
  /** It goes on from one of its family, which has to stand; without `standing` after this very request signed everything out. */
  goesOn?: boolean;
};

/**
 * Starts a session and gives the value of its cookie, which is stored nowhere.
 * @throws {ConflictError} where the password was changed, or everything signed out, since the account stood as `standing` says; or where
 * another request has ended the sign-in that this one goes on from
 */
export async function startSession(ctx: Ctx, session: NewSession): Promise<{ cookie: string; family: string }> {
  const { personId, standing, family, goesOn } = session;
  if (!personId || (standing === undefined && !goesOn)) return insertSession(ctx, session);
  const asItStood = standing === undefined ? eq(accounts.sessionsValidFrom, ctx.now) : eq(accountStanding, standing);
  return inTransaction(ctx, async (ctx) => {
    // whoever ends sessions locks this row first: they wait for us, or we see what they ended
    const [account] = await ctx.db
      .select({ isAsItStood: sql<boolean>`${asItStood}` })
      .from(accounts)
      .where(and(eq(accounts.personId, personId), eq(accounts.state, "active")))
      .for("share");
    if (!account?.isAsItStood || (family && goesOn && !(await isLeftAlone(ctx, family)))) throw new ConflictError("account");
    return insertSession(ctx, session);
  });
}

/** Whether nobody ended a sign-in, but perhaps this very request. A session whose place another took is no end. */
async function isLeftAlone(ctx: Ctx, family: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.family, family), or(isNull(sessions.revokedAt), eq(sessions.revokedAt, ctx.now))))
    .limit(1);
  return row !== undefined;
}

async function insertSession(ctx: Ctx, session: NewSession): Promise<{ cookie: string; family: string }> {
  const cookie = randomToken(32);
  const family = session.family ?? uuidv7();
  const endsAt = session.endsAt ?? later(ctx.now, ABSOLUTE);
  await ctx.db.insert(sessions).values({
    id: uuidv7(),
    idHash: sha256(cookie),
    kind: "session",
    personId: session.personId,
    typedBy: session.typedBy ?? null,
    family,
    secondFactorAt: session.secondFactorAt ?? null,
    steppedUpAt: session.steppedUpAt ?? null,
    device: session.personId ? (session.device ?? null) : null,
    data: session.data ?? {},
    createdAt: ctx.now,
    seenAt: ctx.now,
    expiresAt: idleEnd(ctx.now, endsAt, session.isStaff ?? false),
    endsAt,
  });
  return { cookie, family };
}

/** Notes that a session was used, at most once a minute. */
export async function touchSession(ctx: Ctx, session: StoredSession, isStaff: boolean): Promise<void> {
  if (ctx.now.getTime() - session.seenAt.getTime() < TOUCH_EVERY) return;
  await ctx.db
    .update(sessions)
    .set({ seenAt: ctx.now, expiresAt: idleEnd(ctx.now, session.endsAt, isStaff) })
    .where(and(eq(sessions.id, session.id), isNull(sessions.revokedAt)));
}

/**
 * Changes what a session carries, as it stands now: another tab may have added to it. Gives what it carries
 * then; a session that has ended carries nothing, but what was under way when it ended (`hasEnded`).
 */
export async function keepInSession(ctx: Ctx, sessionId: string, change: Change, hasEnded = false): Promise<SessionData> {
  const isThis = and(eq(sessions.id, sessionId), hasEnded ? undefined : isNull(sessions.revokedAt));
  return inTransaction(ctx, async (ctx) => {
    const [row] = await ctx.db.select({ data: sessions.data }).from(sessions).where(isThis).for("update");
    if (!row) return {};
    const data = change(row.data as SessionData);
    await ctx.db.update(sessions).set({ data }).where(isThis);
    return data;
  });
}

export async function endSession(ctx: Ctx, sessionId: string): Promise<void> {
  await ctx.db.update(sessions).set({ revokedAt: ctx.now, data: {} }).where(eq(sessions.id, sessionId));
}

/**
 * Deletes what ended more than seven days ago, and at once what belonged to nobody (retention of sessions). What waited in a session that
 * ran out comes back to its writer for twelve hours; one that was ended keeps nothing but what was under way then, as long.
 */
export async function expireSessions(ctx: Ctx): Promise<void> {
  await ctx.db
    .update(sessions)
    .set({ data: {} })
    .where(and(lt(sessions.expiresAt, later(ctx.now, -KEPT_FOR)), sql`${sessions.data} <> '{}'`));
  const longAgo = later(ctx.now, -daysOf("sessions") * DAY);
  await ctx.db
    .delete(sessions)
    .where(
      or(lt(sessions.expiresAt, longAgo), lt(sessions.revokedAt, longAgo), and(isNull(sessions.personId), lt(sessions.expiresAt, ctx.now))),
    );
}

function idleEnd(now: Date, endsAt: Date, isStaff: boolean): Date {
  return new Date(Math.min(later(now, isStaff ? STAFF_IDLE : MEMBER_IDLE).getTime(), endsAt.getTime()));
}

const statementOf = preparedOnce((db) => {
  const now = sql`${sql.placeholder("now")}::timestamptz`;
  const person = joinedPerson("person");
  return db
    .select({
      id: sessions.id,
      personId: sessions.personId,
      typedBy: sessions.typedBy,
      family: sessions.family,
      secondFactorAt: sessions.secondFactorAt,
      steppedUpAt: sessions.steppedUpAt,
      data: sessions.data,
      createdAt: sessions.createdAt,
      seenAt: sessions.seenAt,
      endsAt: sessions.endsAt,
      name: person.name,
      hasSecondFactor: sql<boolean>`${accounts.totpSecret} is not null`,
      isRestricted: person.isRestricted,
      standing: accountStanding,
      unread: unreadOf(sessions.personId),
      change: unreadChangeOf(person),
      drafts: draftPathsOf(sessions.personId, now),
      roles: liveRoles(sessions.personId, now),
      groups: liveGroups(sessions.personId, now),
    })
    .from(sessions)
    .leftJoin(accounts, eq(accounts.personId, sessions.personId))
    .leftJoin(...person.of(sessions.personId))
    .where(
      and(
        eq(sessions.idHash, sql.placeholder("idHash")),
        eq(sessions.kind, "session"),
        isNull(sessions.revokedAt),
        sql`${sessions.expiresAt} > ${now}`,
        sql`${sessions.endsAt} > ${now}`,
        or(
          isNull(sessions.personId),
          and(eq(accounts.state, "active"), gte(sessions.createdAt, accounts.sessionsValidFrom), person.isThere),
        ),
      ),
    )
    .prepare("find_session");
});
