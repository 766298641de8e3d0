import { Authenticator } from "remix-auth";
import { FormStrategy } from "remix-auth-form";
import { findAccount, getMyAccount } from "~/features/accounts/accounts.queries.server";
import type { Holder } from "~/features/accounts/passwords/check-password.server";
import { spendRecoveryCode } from "~/features/accounts/second-factor/recovery-codes.server";
import {
  type Confirmation,
  confirmIdentity,
  confirmLostApp,
  earnStepUp,
  type Given,
} from "~/features/accounts/sign-in/confirm-identity.server";
import { rememberDevice } from "~/features/accounts/sign-in/remember.server";
import type { SessionData } from "~/features/accounts/sign-in/sessions.server";
import { lockSignIns } from "~/features/accounts/sign-in/sign-ins.server";
import { isStaffRole } from "~/features/permissions/permissions";
import { readCookie, setCookie } from "~/http/cookies.server";
import { currentExchange } from "~/http/exchange.server";
import { redirectTo } from "~/http/responses.server";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { MINUTE } from "~/lib/dates";
import { ConflictError } from "~/lib/errors";
import { inTransaction, whenCommitted } from "~/lib/transaction.server";
import { codeGuesserOf, countedCheck, countGuesses, guesserOf, type Refused } from "./guesses.server";
import { type CodeHolder, keepBrowserKnown, markBrowser } from "./known-browser.server";
import { safePath } from "./next-path";
import { currentSession, replaceSession } from "./session.server";

/** From the password to the code. */
const CODE_WITHIN = 10 * MINUTE;

export type Entered =
  | {
      ok: true;
      needsCode: boolean;
      /** Their role needs a second factor, which they have not set up yet. */
      owesFactor: boolean;
    }
  | Refused;

/** Signs in by what the posted form holds once it is read; who has a second factor is let in by its code only. */
export async function enterWithPassword(
  ctx: Ctx,
  request: Request,
  { email, password, isRemembered: remember }: { email: string; password: string; isRemembered: boolean },
): Promise<Entered> {
  const authenticator = new Authenticator<Entered>();
  const strategy = new FormStrategy<Entered>(() =>
    countedCheck(ctx, email, password, (ctx, holder) => unlessChanged(() => afterPassword(ctx, holder, remember))),
  );
  return authenticator.use(strategy, "password").authenticate("password", request);
}

async function afterPassword(
  ctx: Ctx,
  { personId, isStaff, passwordAt, standing, needsCode }: Holder,
  remember: boolean,
): Promise<Entered> {
  const exchange = currentExchange();
  const { device } = exchange;
  // what starts a session takes a weaker lock, what ends one or remembers a device this one: of two at once the second waits here
  if (remember || readCookie(exchange, "session")) await lockSignIns(ctx, personId);
  const given = needsCode ? null : await earnStepUp(ctx, { personId, hasSecondFactor: false }, { passwordAt: ctx.now, code: "", device });
  if (given) {
    const entered = await enter(ctx, { personId, isStaff, remember, standing, given });
    await markBrowser(ctx, { personId, passwordAt });
    return entered;
  }
  await replaceSession(ctx, { personId: null, data: { pending: { personId, at: ctx.now.toISOString(), remember, standing } } });
  return { ok: true, needsCode: true, owesFactor: false };
}

/** `passwordAt`: when the right password was given, on the way to the code. */
export type CodeOwner = CodeHolder & { isStaff: boolean; remember: boolean; passwordAt: Date; standing: string };

/** Who owes a code now: somebody who has just given the right password of an account that stands as it did then. */
export async function codeOwner(ctx: Ctx): Promise<CodeOwner | null> {
  const { stored } = await currentSession();
  const pending = stored?.data.pending;
  if (!pending || ctx.now.getTime() - Date.parse(pending.at) > CODE_WITHIN) return null;
  const { personId, remember, standing } = pending;
  const account = await findAccount(ctx, personId);
  if (account?.state !== "active" || account.standing !== standing) return null;
  const { factor, roles } = account;
  return { personId, factor, isStaff: roles.some(isStaffRole), remember, standing, passwordAt: new Date(pending.at) };
}

/** The password again, where nobody owes a code any more; whoever did reads why. */
export async function passwordAgain(next: string | undefined) {
  const owed = (await currentSession()).stored?.data.pending;
  const refused = "Sign in again: you gave your password more than 10 minutes ago, or your account has changed since.";
  return redirectTo(`/sign-in?${new URLSearchParams({ next: safePath(next) })}`, owed ? { refused } : {});
}

/**
 * The second step: a code counts for the sign-in that asked for it, and is spent only where that comes about. Guesses at the app's codes
 * and at recovery codes count together.
 */
export const enterWithCode = (ctx: Ctx, owner: CodeOwner, code: string, kind: "app" | "recovery" = "app"): Promise<Entered> =>
  unlessChanged(() =>
    countGuesses("second-factor", codeGuesserOf(owner), () =>
      inTransaction<Entered, Ctx>(ctx, async (ctx) => {
        // before the code, as whoever makes new ones does
        await lockSignIns(ctx, owner.personId);
        const given = await takeCode(ctx, owner, code, kind);
        if (!given) return { ok: false, reason: "wrong" };
        const entered = await enter(ctx, { ...owner, given });
        await keepBrowserKnown(ctx, owner.personId, { gaveCode: given.secondFactorAt !== null });
        return entered;
      }),
    ),
  );

/** The app's code after the password earns a step-up. A recovery code lets in and no more. */
async function takeCode(ctx: Ctx, owner: CodeOwner, code: string, kind: "app" | "recovery"): Promise<Given | null> {
  const { personId, passwordAt } = owner;
  const { device } = currentExchange();
  if (kind === "app") return earnStepUp(ctx, { personId, hasSecondFactor: true }, { passwordAt, code, device });
  return (await spendRecoveryCode(ctx, personId, code, device)) ? { secondFactorAt: ctx.now, steppedUpAt: null } : null;
}

type Entry = { personId: PersonId; isStaff: boolean; remember: boolean; standing: string; given: Given };

/** @throws {ConflictError} where the account does not stand as it did any more */
async function enter(ctx: Ctx, { personId, isStaff, remember, standing, given }: Entry): Promise<Entered> {
  const exchange = currentExchange();
  const { family } = await replaceSession(ctx, { personId, isStaff, standing, ...given });
  const remembered = remember && !isStaff ? await rememberDevice(ctx, { personId, family, device: exchange.device }) : null;
  if (remembered) await whenCommitted(ctx, () => setCookie(exchange, "remember", remembered.cookie, { until: remembered.endsAt }));
  return { ok: true, needsCode: false, owesFactor: isStaff && given.secondFactorAt === null };
}

async function unlessChanged(enter: () => Promise<Entered>): Promise<Entered> {
  try {
    return await enter();
  } catch (error) {
    if (error instanceof ConflictError) return { ok: false, reason: "changed" };
    throw error;
  }
}

/** Gives password and code again for an act with weight; a new session takes over, as after every proof of identity. */
export async function enterAgain(ctx: PersonCtx, input: { password: string; code: string }): Promise<Confirmation> {
  const confirmed = await countGuesses("own-password", guesserOf(await getMyAccount(ctx)), () =>
    confirmIdentity(ctx, { ...input, device: currentExchange().device }),
  );
  if (!confirmed.ok) return confirmed;
  await renewSession(ctx, { ...confirmed.given, standing: ctx.actor.signIn?.standing });
  return confirmed;
}

/** Gives the password and a recovery code in place of an app that is lost: for a while, this session may set up another one. */
export async function enterWithoutApp(ctx: PersonCtx, input: { password: string; recoveryCode: string }) {
  const confirmed = await countGuesses("own-password", guesserOf(await getMyAccount(ctx)), () =>
    confirmLostApp(ctx, { ...input, device: currentExchange().device }),
  );
  if (confirmed.ok) await renewSession(ctx, { standing: ctx.actor.signIn?.standing, data: { lostAppAt: ctx.now.toISOString() } });
  return confirmed;
}

/**
 * Goes on here under a new identifier with what was given in this session before; `more` is given just now. With `standing` while the
 * account stands so, else after this request signed everything out. `ended` where another one did: what was done is done all the same.
 */
export async function renewSession(
  ctx: Ctx,
  more: Partial<Given> & { data?: SessionData; standing?: string } = {},
): Promise<"renewed" | "ended"> {
  const { stored, isStaff } = await currentSession();
  if (!stored?.personId) return "ended";
  const { personId, family, secondFactorAt, steppedUpAt, endsAt } = stored;
  try {
    await replaceSession(ctx, { personId, isStaff, family, secondFactorAt, steppedUpAt, endsAt, goesOn: true, ...more });
    // a code was given here
    if (more.secondFactorAt) await keepBrowserKnown(ctx, personId, { gaveCode: true });
    return "renewed";
  } catch (error) {
    if (error instanceof ConflictError) return "ended";
    throw error;
  }
}

/**
 * After an act that signed everything out: on to a page under a new identifier, or to signing in again. What was done is said there, once.
 */
export async function goOnTo(ctx: Ctx, path: string, done: string, given: Partial<Given> = {}) {
  if ((await renewSession(ctx, given)) === "renewed") return redirectTo(path, { success: `${done} You were signed out everywhere else.` });
  await replaceSession(ctx, { personId: null });
  return redirectTo(`/sign-in?${new URLSearchParams({ next: path })}`, {
    success: `${done} You were signed out, also here: sign in again.`,
  });
}
