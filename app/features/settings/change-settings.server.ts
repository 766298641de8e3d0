import { settings } from "#db/schema/settings";
import type { Ctx } from "~/lib/ctx";
import { inTransaction, whenCommitted } from "~/lib/transaction.server";
import { forgetSettings } from "./settings.queries.server";
import { type SiteSettings, SiteSettingsSchema } from "./site-settings";

/** Stores what the operator chose. This process shows it at once, every other within half a minute. */
export async function changeSettings(ctx: Ctx, chosen: Partial<SiteSettings>): Promise<void> {
  // parsed as a whole it would come back with every default, and store those too
  const checked = SiteSettingsSchema.parse(chosen);
  await inTransaction(ctx, async (ctx) => {
    const { db, now } = ctx;
    for (const key of Object.keys(chosen) as (keyof SiteSettings)[]) {
      const value = checked[key];
      const row = { key, value, changedAt: now };
      await db.insert(settings).values(row).onConflictDoUpdate({ target: settings.key, set: row });
    }
    await whenCommitted(ctx, forgetSettings);
  });
}
