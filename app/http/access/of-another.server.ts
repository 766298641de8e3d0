import { json } from "@remix-run/node";
import type { FormState } from "~/components/forms/form-state";
import { textsIn } from "~/components/forms/sent-form";
import { currentExchange, isSafeMethod } from "~/http/exchange.server";
import { readTyped } from "~/http/forms/fields.server";
import type { EdgeProblem } from "~/http/problem";
import { personIdOf } from "~/lib/ctx";
import type { Session } from "./session.server";

const SENTENCE =
  "Somebody else was signed in here when this page was opened, so nothing was sent. Check that it is yours, then send it again";
const REASON = "other-writer";

/**
 * A page that was left open goes on under the name of whoever signs in after its reader: nothing that it sends is done before they have
 * seen that. What was typed comes back in its form; where nothing was, a page says so. Null where it is theirs, or was made for nobody.
 * @throws {Response} where nothing was typed
 */
export async function refuseOfAnother(request: Request, { actor }: Session): Promise<Response | null> {
  // of the request as the framework hands it on: loaders run after an action, too
  const sender = personIdOf(actor);
  if (isSafeMethod(request.method) || !sender) return null;
  const typed = await readTyped(request.clone());
  if (!typed?.writer || typed.writer === sender) return null;
  if (textsIn(typed.values).length === 0) throw json({ reason: REASON } satisfies EdgeProblem, { status: 409 });
  // whoever is signed in has not said that it is theirs
  currentExchange().keepsNoDrafts = true;
  return json({ errors: {}, values: typed.values, summary: SENTENCE, reason: REASON } satisfies FormState & EdgeProblem, { status: 400 });
}
