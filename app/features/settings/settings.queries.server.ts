import { settings } from "#db/schema/settings";
import type { Ctx } from "~/lib/ctx";
import { SITE_DEFAULTS, type SiteSettings, SiteSettingsSchema } from "./site-settings";

/** Milliseconds. A change reaches every process within this time. */
const FRESH = 30_000;

let known: { site: SiteSettings; readAt: number } = { site: SITE_DEFAULTS, readAt: Number.NEGATIVE_INFINITY };

/** What the operator chose, and the defaults for the rest. */
export async function getSettings(ctx: Ctx): Promise<SiteSettings> {
  if (performance.now() - known.readAt < FRESH) return known.site;
  const asked = known;
  const site = await readStored(ctx);
  // what was forgotten meanwhile may have been read too early
  if (known !== asked) return site;
  known = { site, readAt: performance.now() };
  return known.site;
}

/** The same as it is stored at this moment. */
export const readStored = async (ctx: Ctx): Promise<SiteSettings> =>
  readSettings(await ctx.db.select({ key: settings.key, value: settings.value }).from(settings));

/** Reads anew at the next question: after a change in this process. */
export function forgetSettings(): void {
  known = { ...known, readAt: Number.NEGATIVE_INFINITY };
}

/** What was read last: for pages that must be shown while the database is away. */
export const lastKnownSettings = (): SiteSettings => known.site;

/** A value that no longer fits counts as not chosen: one bad row must not take the site down. */
function readSettings(rows: { key: string; value: unknown }[]): SiteSettings {
  const chosen = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
  const { shape } = SiteSettingsSchema;
  const fitting = Object.entries(shape).filter(([key, field]) => key in chosen && field.safeParse(chosen[key]).success);
  return SiteSettingsSchema.parse(Object.fromEntries(fitting.map(([key]) => [key, chosen[key]])));
}
