import { settings } from "#db/schema/settings";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { type SiteSettings, SiteSettingsSchema } from "./site-settings";

/** Stores what the operator chose. Each process shows it within half a minute. */
export async function changeSettings(ctx: Ctx, chosen: Partial<SiteSettings>): Promise<void> {
  const checked = SiteSettingsSchema.partial().parse(chosen);
  await inTransaction(ctx, async ({ db, now }) => {
    for (const [key, value] of Object.entries(checked)) {
      const row = { key, value, changedAt: now };
      await db.insert(settings).values(row).onConflictDoUpdate({ target: settings.key, set: row });
    }
  });
}
