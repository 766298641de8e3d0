import { redirect } from "@remix-run/node";
import { demandStillSignedIn } from "~/features/accounts/sign-in/sign-ins.server";
import { UNDERTAKING, undertakingHolds } from "~/features/consents/undertaking";
import { acceptedAt } from "~/features/consents/wording-acceptances.server";
import { findProof, type Proof, type ProofPurpose, type ProofState } from "~/features/people/proofs.server";
import { getRecordPerson, type RecordPerson } from "~/features/records/open-record.server";
import { answerTo } from "~/http/errors.server";
import { currentExchange, type Exchange, keepOut } from "~/http/exchange.server";
import { detourTo } from "~/http/forms/kept-form.server";
import { numberTaken } from "~/http/responses.server";
import type { Actor, Ctx, PersonActor, PersonCtx } from "~/lib/ctx";
import { MINUTE } from "~/lib/dates";
import {
  ForbiddenError,
  isSubmissionTaken,
  NotFoundError,
  PatientDetailsError,
  RefusedTextError,
  SignedOutError,
  WatchedWordsError,
} from "~/lib/errors";
import { type ByStaff, demandsOf, type OwnAct, rolesFor } from "./acts";
import { askAgain, refuseText, tellOfWords } from "./ask-again.server";
import { refuseOfAnother } from "./of-another.server";
import { carry, currentSession, goesOnElsewhere, requestCtx, type Session } from "./session.server";

type Act<T, C extends Ctx = PersonCtx> = (ctx: C, session: Session) => Promise<T> | T;

/** Open to everybody; what is shown is still narrowed by scope. */
export function asAnyone<T>(request: Request, act: Act<T, Ctx>): Promise<T> {
  return admit(request, act, (_exchange, { actor }) => actor);
}

/** Anybody with an account who has given all that their roles demand. */
export function asSignedIn<T>(request: Request, act: Act<T>): Promise<T> {
  return admit(request, act, (exchange, session) => demandSignedIn(request, exchange, session));
}

/** Anybody who signed in with a password, even staff who have yet to set up their second factor: only for the pages where that is done. */
export function asPasswordHolder<T>(request: Request, act: Act<T>): Promise<T> {
  return admit(request, act, (exchange, session) => demandPerson(request, exchange, session));
}

/** The holder of the account, for an act upon it, with all that the act demands. */
export function asHolder<T>(request: Request, name: OwnAct, act: Act<T>): Promise<T> {
  return admit(request, act, async (exchange, session) => {
    // the one act that staff without a second factor may take
    const demand = name === "set-up-factor" ? demandPerson : demandSignedIn;
    const actor = await demand(request, exchange, session);
    await demandProof(request, name, exchange, session);
    return actor;
  });
}

/** A member, or a specialist by a live grant of a group; scope and policy decide the rest. */
export function asMember<T>(request: Request, act: Act<T>): Promise<T> {
  return admit(request, act, async (exchange, session) => {
    const actor = await demandSignedIn(request, exchange, session);
    if (!(actor.roles.includes("member") || actor.groups.length > 0)) throw new ForbiddenError("members-only");
    return actor;
  });
}

/** Staff who hold the permission, of a page or of the act that is done, with their second factor and all that the act demands. */
export function asStaff<T>(request: Request, name: ByStaff, act: Act<T>): Promise<T> {
  return admit(request, act, async (exchange, session) => {
    const actor = await demandPermission(request, name, exchange, session);
    await demandProof(request, name, exchange, session);
    return actor;
  });
}

/** The same for whatever shows or hands out what is known about others: only to those bound by the confidentiality undertaking. */
export function asConfidant<T>(request: Request, name: ByStaff, act: Act<T>): Promise<T> {
  return admit(request, act, async (exchange, session) => {
    const actor = await demandPermission(request, name, exchange, session);
    await demandUndertaking(request, exchange, actor);
    await demandProof(request, name, exchange, session);
    return actor;
  });
}

/**
 * The same with one person's record open, for its page and for each act upon it: whoever has not said within half an
 * hour why they open it is asked first (HELM-1).
 */
export function asCaseworker<T>(
  request: Request,
  name: ByStaff,
  ref: string | undefined,
  act: (ctx: PersonCtx, person: RecordPerson) => Promise<T> | T,
): Promise<T> {
  return asConfidant(request, name, async (ctx) => {
    const person = await getRecordPerson(ctx, ref ?? "");
    if (!person.look) throw await detour(request, currentExchange(), `/admin/members/${person.ref}/open`);
    return act(ctx, person);
  });
}

export type Link = { proof: Proof; state: ProofState };

/**
 * Whoever holds a mailed token, for its one purpose. An open link acts for its person; one that was used, superseded or
 * has expired acts for nobody, and its page says so.
 */
export function asLink<T>(
  request: Request,
  purpose: ProofPurpose,
  token: string | undefined,
  act: (ctx: Ctx, link: Link, session: Session) => Promise<T> | T,
): Promise<T> {
  return asAnyone(request, async (ctx, session) => {
    keepOut(currentExchange());
    const link = token ? await findProof(ctx, purpose, token) : null;
    if (!link) throw new NotFoundError("link");
    const { subject, personId } = link.proof;
    const actor: Ctx["actor"] = link.state === "open" ? { kind: "link", purpose, subject, personId } : { kind: "visitor" };
    return act({ ...ctx, actor }, link, session);
  });
}

/** Runs the act for whoever `demand` lets in. */
async function admit<T, A extends Actor>(
  request: Request,
  act: Act<T, Ctx & { actor: A }>,
  demand: (exchange: Exchange, session: Session) => A | Promise<A>,
): Promise<T> {
  try {
    const exchange = currentExchange();
    const session = await currentSession(exchange);
    const refused = await refuseOfAnother(request, session);
    if (refused) return refused as T;
    const ctx = { ...requestCtx(exchange), actor: await demand(exchange, session), beforeCommit: demandStillSignedIn };
    try {
      return await act(ctx, session);
    } catch (error) {
      // answers of the act itself, which the page shows with the form
      if (error instanceof PatientDetailsError) return (await askAgain(ctx, error)) as T;
      if (error instanceof WatchedWordsError) return tellOfWords(error) as T;
      if (error instanceof RefusedTextError) return refuseText(error) as T;
      if (isSubmissionTaken(error)) return numberTaken() as T;
      throw error;
    }
  } catch (error) {
    if (error instanceof SignedOutError) throw await toSignInAgain(request, currentExchange());
    throw answerTo(error);
  }
}

/** To who is signed in again by then: the first of two presses ended all sessions and began the one that goes on. */
const SENT_AS_IT_ENDED =
  "You were signed out everywhere just as this was sent, so it was not done, or not a second time. See here how things stand.";

/**
 * Who was signed out in the middle of an act, which was not done: what they typed waits for them. Not so where the act asks who they are:
 * pressed twice, it may have signed everything out itself, and the session that its first answer began stays the browser's.
 */
async function toSignInAgain(request: Request, exchange: Exchange): Promise<Response> {
  const goesOn = await goesOnElsewhere(exchange);
  // said where they are signed in: the address says it to whoever has to sign in
  if (goesOn && exchange.isForm) await carry((data) => ({ ...data, word: { kind: "important", text: SENT_AS_IT_ENDED } }));
  if (exchange.provenFor) return redirect(`/sign-in?${new URLSearchParams({ next: exchange.path, ended: "yes" })}`, 303);
  return redirect(`${await detourTo(request, exchange, "/sign-in")}&ended=yes`, 303);
}

async function demandPerson(request: Request, exchange: Exchange, { actor }: Session): Promise<PersonActor> {
  if (actor.kind !== "person") throw await detour(request, exchange, "/sign-in");
  return actor;
}

async function demandSignedIn(request: Request, exchange: Exchange, session: Session): Promise<PersonActor> {
  const actor = await demandPerson(request, exchange, session);
  await demandSecondFactor(request, exchange, session);
  return actor;
}

async function demandPermission(request: Request, name: ByStaff, exchange: Exchange, session: Session): Promise<PersonActor> {
  const actor = await demandPerson(request, exchange, session);
  if (!rolesFor(name).some((role) => session.grantedRoles.includes(role))) throw new ForbiddenError("staff-only");
  await demandSecondFactor(request, exchange, session);
  return actor;
}

const PROVEN_FOR = 5 * MINUTE;
/** To set up another app takes a while, and a recovery code works once. */
const LOST_APP_FOR = 15 * MINUTE;

/**
 * Asks for password and code again where an act demands them, unless they were given within five minutes; has the form asked for a reason.
 */
async function demandProof(request: Request, act: OwnAct | ByStaff, exchange: Exchange, { actor, stored }: Session): Promise<void> {
  const demands = demandsOf(act);
  exchange.demandsReason = demands.includes("reason");
  if (!demands.includes("password")) return;
  // the page that shows what was just done stands under what the act was given
  if (exchange.provenFor === act) return;
  const isWithin = (at: Date | string | null | undefined, limit: number) =>
    at != null && exchange.now.getTime() - new Date(at).getTime() < limit;
  const isProven =
    isWithin(actor.kind === "person" ? actor.steppedUpAt : null, PROVEN_FOR) ||
    (act === "replace-factor" && isWithin(stored?.data.lostAppAt, LOST_APP_FOR));
  if (!isProven) throw await detour(request, exchange, "/sign-in/confirm");
  exchange.provenFor = act;
}

/** Who may read of a page what is kept from its other readers is bound like those whom `asConfidant` lets in. */
export const demandBound = (request: Request, { actor }: PersonCtx): Promise<void> => demandUndertaking(request, currentExchange(), actor);

async function demandUndertaking(request: Request, exchange: Exchange, actor: PersonActor): Promise<void> {
  const accepted = await acceptedAt(requestCtx(exchange, actor), actor.personId, UNDERTAKING.slug);
  if (!undertakingHolds(accepted, exchange.now)) throw await detour(request, exchange, "/account/undertaking");
}

async function demandSecondFactor(request: Request, exchange: Exchange, session: Session): Promise<void> {
  if (session.owes) throw await detour(request, exchange, "/account/security");
}

/** To a page where something is owed first, and back. */
const detour = async (request: Request, exchange: Exchange, to: string) => redirect(await detourTo(request, exchange, to), 303);
