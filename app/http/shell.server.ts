import type { KeptForm } from "~/features/accounts/sessions.server";
import { getSettings, lastKnownSettings } from "~/features/settings/settings.queries.server";
import type { SiteSettings } from "~/features/settings/site-settings";
import type { Ctx } from "~/lib/ctx";
import { isDatabaseDown } from "~/lib/errors";
import { currentExchange, isSafeMethod } from "./exchange.server";
import { carry, type Session } from "./session.server";

/** The site's name must be there even when the database is not. */
export async function shellSettings(ctx: Ctx): Promise<SiteSettings> {
  try {
    return await getSettings(ctx);
  } catch (error) {
    if (isDatabaseDown(error)) return lastKnownSettings();
    throw error;
  }
}

/** Pages where something is owed before the act: what was typed waits until it is done. */
const isOnTheWay = (path: string) => /^\/(sign-in|account\/undertaking)(\/|\?|$)/.test(path);

/** What the session kept for the next page that is shown, once: a word of success, and a form that was sent before signing in. */
export function giveBack({ stored, actor, owes }: Session): { success: string | null; kept: KeptForm | null } {
  const exchange = currentExchange();
  const success = stored?.data.success ?? null;
  const kept = (actor.kind === "person" && !owes && !isOnTheWay(exchange.path) && stored?.data.form) || null;
  if (isSafeMethod(exchange.method) && (success || kept)) {
    exchange.whenShown.push(() => carry(({ success: _said, form, ...rest }) => (kept || !form ? rest : { ...rest, form })));
  }
  return { success, kept };
}
