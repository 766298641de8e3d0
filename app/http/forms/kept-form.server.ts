import { BOXES_FIELD } from "~/components/forms/kept-form";
import type { Keeping } from "~/components/layout/kept-note";
import { findAccount } from "~/features/accounts/accounts.queries.server";
import type { KeptForm } from "~/features/accounts/sign-in/sessions.server";
import { carryForms, currentSession, requestCtx, type Session, waitingForms } from "~/http/access/session.server";
import { type Exchange, isSafeMethod } from "~/http/exchange.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { TooManyError } from "~/lib/errors";
import { typedInBody } from "./fields.server";
import { askerOf, countAttempt } from "./limits.server";

/** Characters that count as one form more against the limit. */
const PER_POINT = 16_384;
/** What one session keeps: so many forms, and so many characters of them beside the newest. */
const MOST_FORMS = 5;
const MOST_KEPT = 500_000;

/**
 * Keeps what was typed into a form whose sender has to sign in first, as long as a form may be: text by plain names, never
 * a password or code, and that no box was ticked. Gives null where nothing was.
 */
export async function keepForm(request: Request, exchange: Exchange): Promise<"kept" | "too-many" | "not-kept" | null> {
  if (isSafeMethod(exchange.method)) return null;
  if (!exchange.isForm) return null;
  const typed = exchange.sent && typedInBody(exchange.sent);
  if (!typed || (typed.length === 0 && !typed.hasBoxes)) return null;
  const session = await currentSession(exchange);
  const writer = await findWriter(requestCtx(exchange), session, typed.writer);
  if (writer === "somebody else") return "not-kept";
  try {
    await countAttempt("kept-form", askerOf(session), 1 + Math.floor(typed.length / PER_POINT));
  } catch (error) {
    // whoever sends forms by the hundred still gets the sign-in page, without a session for each
    if (error instanceof TooManyError) return "too-many";
    throw error;
  }
  // boxes that are not ticked are what was chosen too
  const values = typed.hasBoxes ? { ...typed.values, [BOXES_FIELD]: "" } : typed.values;
  const form: KeptForm = { path: new URL(request.url).pathname, values };
  await carryForms((kept) => withForm(kept, form), writer);
  return "kept";
}

/**
 * Whose it is that was typed, where the page says it. Nobody who signed in on that browser since gets it,
 * and neither does an account that has gone.
 */
async function findWriter(ctx: Ctx, { actor, hasEnded }: Session, writer: PersonId | null): Promise<PersonId | "somebody else" | null> {
  const signedIn = hasEnded ? null : personIdOf(actor);
  if (!writer || writer === signedIn) return null;
  if (signedIn) return "somebody else";
  return (await findAccount(ctx, writer))?.state === "active" ? writer : "somebody else";
}

/**
 * The newest first. The same form sent again takes the place of what it held before; one that another tab was opened with does
 * not. What would be too much goes, the oldest first.
 */
function withForm(kept: KeptForm[] = [], form: KeptForm): KeptForm[] {
  const isSame = ({ path, values }: KeptForm) => path === form.path && values.submissionId === form.values.submissionId;
  let room = MOST_KEPT;
  const others = kept.filter((other) => !isSame(other)).slice(0, MOST_FORMS - 1);
  const fitting = others.filter((other) => {
    room -= sizeOf(other);
    return room >= 0;
  });
  return [form, ...fitting];
}

const sizeOf = ({ values }: KeptForm) => Object.values(values).flat().join("").length;

/**
 * The address of a page where something is owed first, and the way back. A form is kept meanwhile; where that failed, or may turn out to
 * have failed because the cookie of its new session does not come back, the address says so.
 */
export async function detourTo(request: Request, exchange: Exchange, to: string): Promise<string> {
  const { stored: before, hasEnded } = await currentSession(exchange);
  const keeping = await keepForm(request, exchange);
  const query = new URLSearchParams({ next: isSafeMethod(exchange.method) ? exchange.path : pageOfForm(request) });
  if (keeping && (keeping !== "kept" || !before || hasEnded)) query.set("typed", keeping);
  return `${to}?${query}`;
}

/** Where the form stands, or leads to it. */
function pageOfForm(request: Request): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.delete("index");
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname;
}

/**
 * What the page of a detour says about the form that led there. Of two that a browser without a session sends at one moment each starts
 * one, and the cookie of the later answer stands: the other form is not in it.
 */
export async function whatIsKept(request: Request, session: Session): Promise<Keeping | null> {
  const { searchParams } = new URL(request.url);
  const [typed, next] = [searchParams.get("typed"), (searchParams.get("next") ?? "").split("?")[0]];
  const forms = typed === "kept" ? await waitingForms(session) : (session.stored?.data.forms ?? []);
  if (typed === "kept") return forms.some(({ path }) => path === next) ? "kept" : "no-cookie";
  if (typed === "too-many" || typed === "not-kept") return typed;
  return forms.length > 0 ? "kept" : null;
}
