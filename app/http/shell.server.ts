import { isDeepStrictEqual } from "node:util";
import type { KeptForm } from "~/features/accounts/sessions.server";
import { getSettings, lastKnownSettings } from "~/features/settings/settings.queries.server";
import type { SiteSettings } from "~/features/settings/site-settings";
import type { Ctx } from "~/lib/ctx";
import { isDatabaseDown } from "~/lib/errors";
import { currentExchange, isSafeMethod } from "./exchange.server";
import { carry, type Session } from "./session.server";
import { writerMark } from "./writer.server";

/** The site's name must be there even when the database is not. */
export async function shellSettings(ctx: Ctx): Promise<SiteSettings> {
  try {
    return await getSettings(ctx);
  } catch (error) {
    if (isDatabaseDown(error)) return lastKnownSettings();
    throw error;
  }
}

/**
 * What the session kept for the pages that come next: a word of success, said once, and forms that wait, each given to the first page that has
 * it, as soon as its sender has given all that they owe. The page's own forms are marked as made for who is signed in.
 */
export function giveBack({ stored, actor, owes }: Session): string | null {
  const exchange = currentExchange();
  const success = stored?.data.success ?? null;
  if (actor.kind === "person") exchange.writer = writerMark(actor.personId);
  if (!isSafeMethod(exchange.method)) return success;
  if (success) exchange.whenShown.push(() => carry(({ success: _said, ...rest }) => rest));
  if (actor.kind === "person" && !owes) exchange.kept = stored?.data.forms ?? [];
  return success;
}

/** Forgets a form that was kept, once the page that shows it was made. */
export function forgetKept(given: KeptForm): void {
  const others = (forms: KeptForm[] = []) => forms.filter((form) => !isDeepStrictEqual(form, given));
  currentExchange().whenShown.push(() => carry((data) => ({ ...data, forms: others(data.forms) })));
}
