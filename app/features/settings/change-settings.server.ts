import { eq } from "drizzle-orm";
import { settings } from "#db/schema/settings";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import { COLOUR_WORDS, colourBlocker } from "~/lib/colour-pair";
import type { Ctx } from "~/lib/ctx";
import { RefusedTextError } from "~/lib/errors";
import { inTransaction, lockByName, whenCommitted } from "~/lib/transaction.server";
import { forgetSettings, readStored } from "./settings.queries.server";
import { type SiteSettings, SiteSettingsSchema } from "./site-settings";

/**
 * Stores what an administrator chose, each setting with its entry in the ledger. This process shows it
 * at once, every other within half a minute.
 * @throws ForbiddenError, RefusedTextError for a colour that cannot be read with the other one
 */
export async function changeSettings(ctx: Ctx, chosen: Partial<SiteSettings>): Promise<void> {
  demandPermission(ctx, "manage-settings");
  // parsed as a whole it would come back with every default, and store those too
  const checked = SiteSettingsSchema.parse(chosen);
  await inTransaction(ctx, async (ctx) => {
    const { db, now } = ctx;
    if (chosen.accentColour || chosen.groundColour) await judgePair(ctx, chosen);
    for (const key of Object.keys(chosen) as (keyof SiteSettings)[]) {
      const value = checked[key];
      const row = { key, value, changedAt: now };
      // nothing: as if nobody had ever chosen
      if (value === null) await db.delete(settings).where(eq(settings.key, key));
      else await db.insert(settings).values(row).onConflictDoUpdate({ target: settings.key, set: row });
      await recordEntry(ctx, { class: "act", action: "settings.changed", objectKind: "setting", objectId: key });
    }
    await whenCommitted(ctx, forgetSettings);
  });
}

/** Two who change one colour each at once come one after the other. */
async function judgePair(ctx: Ctx, chosen: Partial<SiteSettings>): Promise<void> {
  await lockByName(ctx, "colours");
  if (colourBlocker({ ...(await readStored(ctx)), ...chosen }) === "pair") throw new RefusedTextError("groundColour", COLOUR_WORDS.pair);
}
