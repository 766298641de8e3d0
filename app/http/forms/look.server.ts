import { json, type TypedResponse } from "@remix-run/node";
import type { FormState, Preview } from "~/components/forms/form-state";
import type { PersonCtx } from "~/lib/ctx";
import { countAttempt } from "./limits.server";

/** The form again, with what was typed, below what it would make: nothing is done. */
export async function looked(
  ctx: PersonCtx,
  form: { refused: (sentence: string) => FormState },
  look: () => Promise<Preview>,
): Promise<TypedResponse<FormState>> {
  await countAttempt("draft", ctx.actor.personId);
  const { values } = form.refused("");
  return json({ errors: {}, values, preview: await look() });
}
