import type { KeptForm } from "~/features/accounts/sessions.server";
import { TooManyError } from "~/lib/errors";
import type { Exchange } from "./exchange.server";
import { isSecretField, readFields } from "./fields.server";
import { countAttempt } from "./limits.server";
import { carry } from "./session.server";

const FIELD_NAME = /^[a-zA-Z][a-zA-Z0-9-]{0,40}$/;
const MOST_FIELDS = 40;
/** Characters, of all that is typed together. */
const LONGEST = 65_536;

/** Keeps what was typed into a form whose sender has to sign in first: text by plain names, never a password or code. */
export async function keepForm(request: Request, exchange: Exchange): Promise<void> {
  try {
    await countAttempt("kept-form", exchange.client);
  } catch (error) {
    // whoever sends forms by the hundred still gets the sign-in page, without a session for each
    if (error instanceof TooManyError) return;
    throw error;
  }
  const fields = await readFields(request);
  if (!fields) return;
  const kept: KeptForm = { path: new URL(request.url).pathname, values: {} };
  for (const name of [...new Set(fields.keys())].slice(0, MOST_FIELDS)) {
    if (!FIELD_NAME.test(name) || isSecretField(name)) continue;
    const typed = fields.getAll(name);
    kept.values[name] = typed.length > 1 ? typed : typed[0]!;
  }
  if (JSON.stringify(kept.values).length > LONGEST) return;
  await carry((data) => ({ ...data, form: kept }), { start: true });
}
