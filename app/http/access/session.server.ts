import { setTimeout as sleep } from "node:timers/promises";
import { recallDevice } from "~/features/accounts/sign-in/remember.server";
import {
  endSession,
  findSession,
  type KeptForm,
  keepInSession,
  type NewSession,
  type SessionData,
  type StoredSession,
  startSession,
  touchSession,
} from "~/features/accounts/sign-in/sessions.server";
import { endFamily, findEndedSession, findGoingOn } from "~/features/accounts/sign-in/sign-ins.server";
import { isStaffRole } from "~/features/permissions/permissions";
import { clearCookie, readCookie, setCookie } from "~/http/cookies.server";
import { currentExchange, type Exchange, keepOut } from "~/http/exchange.server";
import type { Actor, Ctx, PersonId, Role } from "~/lib/ctx";
import { database } from "~/lib/db.server";
import { inTransaction, whenCommitted } from "~/lib/transaction.server";

/** Milliseconds. */
const SOON = 500;

/** Who is asking, as the routes see it. */
export type Session = {
  actor: Actor;
  /** What the header shows; null for visitors. */
  name: string | null;
  /** All granted roles; the actor has those of staff only with the second factor. */
  grantedRoles: readonly Role[];
  isStaff: boolean;
  /** What a staff member still owes: to set up a second factor. */
  owes: null | "set-up";
  stored: StoredSession | null;
  /** It was ended while this request was under way: what it carries waits for its person to sign in. */
  hasEnded?: boolean;
};

const VISITOR: Session = { actor: { kind: "visitor" }, name: null, grantedRoles: [], isStaff: false, owes: null, stored: null };

/** The context of this request, before anybody is known. */
export function requestCtx(exchange: Exchange, actor: Actor = VISITOR.actor): Ctx {
  return { actor, db: database().db, now: exchange.now, requestId: exchange.requestId };
}

/** The session of the current request, read once. */
export function currentSession(exchange: Exchange = currentExchange()): Promise<Session> {
  exchange.session ??= readSession(exchange);
  return exchange.session;
}

async function readSession(exchange: Exchange): Promise<Session> {
  const ctx = requestCtx(exchange);
  const cookie = readCookie(exchange, "session");
  const stored = (cookie && (await findSession(ctx, cookie))) || (exchange.isUnattended ? null : await recall(exchange, ctx));
  if (cookie || stored) keepOut(exchange);
  if (!stored) return VISITOR;

  const session = toSession(stored);
  if (!exchange.isUnattended) await touchSession(ctx, stored, session.isStaff);
  return session;
}

function toSession(stored: StoredSession): Session {
  if (!stored.personId) return { ...VISITOR, stored };
  const isStaff = stored.roles.some(isStaffRole);
  const hasGivenLess = isStaff && !stored.secondFactorAt;
  // whose role as staff began since, on a remembered device too: they sign in with password and code
  if (hasGivenLess && stored.hasSecondFactor) return VISITOR;
  const owes = hasGivenLess ? "set-up" : null;
  return {
    actor: {
      kind: "person",
      personId: stored.personId,
      // A password alone gives nobody the powers of staff.
      roles: owes ? stored.roles.filter((role) => !isStaffRole(role)) : stored.roles,
      groups: stored.groups,
      secondFactorAt: stored.secondFactorAt,
      // what was given before there was a second factor does not count once there is one
      steppedUpAt: stored.hasSecondFactor && !stored.secondFactorAt ? null : stored.steppedUpAt,
      signIn: { family: stored.family, standing: stored.standing },
    },
    name: stored.name,
    grantedRoles: stored.roles,
    isStaff,
    owes,
    stored,
  };
}

/** Signs in again on a remembered device. */
async function recall(exchange: Exchange, ctx: Ctx): Promise<StoredSession | null> {
  const cookie = readCookie(exchange, "remember");
  const recalled = cookie ? await startAgain(ctx, cookie, exchange.device) : null;
  if (!recalled) {
    clearCookie(exchange, "remember");
    return null;
  }
  const { remembered, session } = recalled;
  const stored = await findSession(ctx, session.cookie);
  if (!stored || stored.roles.some(isStaffRole)) {
    // who became staff since gives password and code
    await endFamily(ctx, remembered.family);
    clearCookie(exchange, "remember");
    return null;
  }
  setCookie(exchange, "session", session.cookie);
  if (remembered.cookie) setCookie(exchange, "remember", remembered.cookie, { until: remembered.endsAt });
  return stored;
}

/** In one transaction, so that whoever ends the sign-in at that moment ends this session too. */
const startAgain = (ctx: Ctx, cookie: string, device: string) =>
  inTransaction(ctx, async (ctx) => {
    const remembered = await recallDevice(ctx, cookie);
    if (!remembered) return null;
    const { personId, family } = remembered;
    return { remembered, session: await startSession(ctx, { personId, family, device }) };
  });

/**
 * Starts a session in place of the one there was, so that an identifier from before is worth nothing (`trust.md` B6). What was kept for the
 * next page moves along, also out of a session that has just ended; what somebody typed, and what was said to them, comes to nobody else.
 */
export async function replaceSession(ctx: Ctx, session: NewSession): Promise<{ family: string }> {
  const exchange = currentExchange();
  const before = (await currentSession(exchange)).stored;
  const ended = before ? null : await findEndedHere(ctx, exchange);
  const past = before ?? ended;
  const typedBy = session.typedBy ?? past?.personId ?? past?.typedBy ?? null;
  const isTheirs = !session.personId || !typedBy || typedBy === session.personId;
  const isSaidToThem = before !== null && (before.personId ?? session.personId) === session.personId;
  const { forms, word } = past?.data ?? {};
  const kept: SessionData = { ...(forms && isTheirs ? { forms } : {}), ...(word && isSaidToThem ? { word } : {}) };
  const data = { ...kept, ...session.data };
  const started = await startSession(ctx, {
    ...session,
    typedBy: session.personId ? null : typedBy,
    data,
    device: exchange.device,
  });
  if (before && before.family === started.family) await endSession(ctx, before.id);
  // one that was ended, because another one took its place, is worth nothing: it does not end that one either
  else if (past && !ended?.revokedAt) await endFamily(ctx, past.family);
  // one that is undone, or begun anew, changes nothing here: the browser keeps the session that it has
  await whenCommitted(ctx, () => {
    setCookie(exchange, "session", started.cookie);
    exchange.session = null;
    exchange.begun = data;
  });
  return { family: started.family };
}

/** The session that has ended of which this browser still has the cookie. */
async function findEndedHere(ctx: Ctx, exchange: Exchange) {
  const cookie = readCookie(exchange, "session");
  return cookie ? await findEndedSession(ctx, cookie) : null;
}

/** What the session carries to the next page. One that this request began, and has not read since, carries what it began with. */
export async function carried(): Promise<SessionData> {
  const exchange = currentExchange();
  if (!exchange.session && exchange.begun) return exchange.begun;
  return (await currentSession(exchange)).stored?.data ?? {};
}

/** Changes what the session carries to the next page. A visitor without a session carries nothing. */
export async function carry(change: (data: SessionData) => SessionData): Promise<void> {
  const exchange = currentExchange();
  const { stored, hasEnded } = await currentSession(exchange);
  if (!stored) return;
  stored.data = await keepInSession(requestCtx(exchange), stored.id, change, hasEnded);
}

/**
 * Of a request whose sign-in was ended while it was under way: what it carries goes into the session that goes on from its own, if one
 * does, else into the ended one, whose cookie the browser still has. A new cookie, so late, could take the place of a newer one, whosever
 * it is. Gives whether one goes on.
 */
export async function goesOnElsewhere(exchange: Exchange): Promise<boolean> {
  const session = await currentSession(exchange);
  const { stored } = session;
  if (!stored) return false;
  const find = () => findGoingOn(requestCtx(exchange), stored.family);
  // whoever ended it may be writing the one that goes on just now
  const id = (await find()) ?? (await sleep(SOON).then(find));
  exchange.session = Promise.resolve({ ...session, hasEnded: id === null, stored: { ...stored, id: id ?? stored.id } });
  return id !== null;
}

/** What waits in the session of this browser, also in one that has ended: it comes along when its person signs in. */
export async function waitingForms({ stored }: Session): Promise<KeptForm[]> {
  const exchange = currentExchange();
  const carrying = stored ?? (await findEndedHere(requestCtx(exchange), exchange));
  return carrying?.data.forms ?? [];
}

/**
 * Keeps forms until their sender has signed in, or proved again who they are. Of two people, what the
 * later one typed takes the place of the other's.
 * @param writer for whom the page with the form was made, where that is not who is signed in; null
 * where it is, or where it was made for a visitor
 */
export async function carryForms(change: (kept?: KeptForm[]) => KeptForm[], writer: PersonId | null): Promise<void> {
  const exchange = currentExchange();
  const { stored } = await currentSession(exchange);
  if (stored && (!writer || [stored.personId, stored.typedBy].includes(writer)))
    return carry((data) => ({ ...data, forms: change(data.forms) }));
  const ctx = requestCtx(exchange);
  const past = stored ?? (await findEndedHere(ctx, exchange));
  const owner = past?.personId ?? past?.typedBy;
  const theirs = owner && writer && owner !== writer ? [] : past?.data.forms;
  await replaceSession(ctx, { personId: null, typedBy: writer, data: { ...stored?.data, forms: change(theirs) } });
}

/** Signs out here: the session, and the device if it was remembered. The browser forgets the pages it kept, nothing else. */
export async function endCurrentSession(ctx: Ctx): Promise<void> {
  const exchange = currentExchange();
  const cookie = readCookie(exchange, "session");
  // also of who is a visitor here until they give a code, as they became staff since
  const stored = cookie && (await findSession(ctx, cookie));
  if (stored) await endFamily(ctx, stored.family);
  clearCookie(exchange, "session");
  clearCookie(exchange, "remember");
  exchange.begun = undefined;
  exchange.response.setHeader("Clear-Site-Data", '"cache"');
  exchange.session = null;
}
