import { json, redirect, type TypedResponse } from "@remix-run/node";
import { uuidv7 } from "uuidv7";
import type { FormState } from "~/components/forms/form-state";
import { NotFoundError } from "~/lib/errors";
import { carried, carry } from "./access/session.server";
import { currentExchange, isSafeMethod } from "./exchange.server";

/** A page's data. `init` may carry a status, e.g. 403 for a teaser. */
export const page = <T>(data: T, init?: { status?: number }): TypedResponse<T> => json(data, init);

/** The form again, with what was typed and what is wrong with it. */
export const badRequest = ({ errors, values, summary }: FormState): TypedResponse<FormState> =>
  json({ errors, values, summary }, { status: 400 });

/**
 * The form again, because something else happened meanwhile, with what did. `opened`: what the form goes on from now, where that is not
 * what it came with; undefined, what its page has now.
 */
export const conflict = <T extends Partial<FormState> & Record<string, unknown>>(
  { errors, values, summary }: FormState,
  meanwhile?: T,
  opened: Record<string, string | undefined> = {},
) => json({ errors, values: { ...values, ...opened }, summary, ...meanwhile }, { status: 409 });

/** The form again, to be sent once more in so many seconds. `status`: 503 where it is none of the sender's doing. */
export function tooMany({ errors, values, summary }: FormState, seconds: number, status: 429 | 503 = 429): TypedResponse<FormState> {
  currentExchange().response.setHeader("Retry-After", String(seconds));
  return json({ errors, values, summary }, { status });
}

/**
 * The same form came before, and what it made says something else: both are shown (409), and the form makes something new when it is sent
 * again.
 */
export const sentBefore = (
  form: { refused: (sentence: string) => FormState },
  sent: NonNullable<FormState["sent"]>,
  opened: Record<string, string> = {},
) => {
  const { errors, values } = form.refused("");
  const summary = "This form was sent before, and another text is there now. Both are below: nothing is lost.";
  return json({ errors, summary, values: { ...values, ...opened, submissionId: uuidv7() }, sent }, { status: 409 });
};

/**
 * The form's number names something else: it comes back with what was typed and a number of its own, under which it can be
 * sent. The one answer to it, whichever act was asked for.
 */
export const numberTaken = (): TypedResponse<FormState> => {
  const summary =
    "This form was sent before, for something else. Your text is below and is stored nowhere yet: check it, then send it again.";
  const values = { ...currentExchange().typed, submissionId: uuidv7() };
  return json({ errors: {}, values, summary }, { status: 409 });
};

/** After an act: on to a page, which says once that it is done, or why it is not. Where a form waits there, to that form. */
export async function redirectTo(
  path: string,
  { success, refused }: { success?: string; refused?: string } = {},
): Promise<TypedResponse<never>> {
  const text = refused ?? success;
  if (text) await carry((data) => ({ ...data, word: { kind: refused ? "important" : "success", text } }));
  const isKept = (await carried()).forms?.length;
  return redirect(inAscii(isKept && !path.includes("#") ? `${path}#kept` : path), 303);
}

/**
 * The loader of an act's address: whoever opens it goes to the thing it acts on. After a refused POST the framework runs loaders too;
 * then it gives nothing, so that the page can show the form again.
 */
export function redirectToNoun(path: string): TypedResponse<null> {
  if (isSafeMethod(currentExchange().method)) throw redirect(inAscii(path), 303);
  return json(null);
}

/** A header holds no other letters, and what an address was asked for by may have any. */
const inAscii = (path: string) => path.replace(/[^!-~]+/g, encodeURIComponent);

export function notFound(): never {
  throw new NotFoundError("page");
}

const MAIL_POLICY = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** A mail as a document of its own, for a frame: nothing in it runs, and it reaches nothing. */
export function framedMail(html: string): Response {
  const { response } = currentExchange();
  response.setHeader("Content-Security-Policy", MAIL_POLICY);
  response.setHeader("X-Frame-Options", "SAMEORIGIN");
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}
