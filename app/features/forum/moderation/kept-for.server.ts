import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";

/** How long what a moderator put aside is kept (`expire-moderations.server.ts`), in words that follow “for”. */
export async function keptFor(ctx: Ctx): Promise<string> {
  const { keepModerationMonths: months } = await getSettings(ctx);
  if (months === 12) return "a year";
  return months === 1 ? "a month" : `${months} months`;
}
