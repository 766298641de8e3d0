import { expect, test } from "vitest";
import { settings } from "#db/schema/settings";
import { changeSettings } from "~/features/settings/change-settings.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { SettingsFormSchema, SITE_DEFAULTS } from "~/features/settings/site-settings";
import { RefusedTextError } from "~/lib/errors";
import { countQueries, systemCtxFor, testDb } from "../../support/context";

test("what nobody chose has its default; a change is shown at once where it was made, and read once in half a minute", async () => {
  const ctx = systemCtxFor();
  expect(await getSettings(ctx)).toEqual(SITE_DEFAULTS);

  await changeSettings(ctx, { name: "Managers of the Wolds", accentColour: "#123456" });
  expect(await getSettings(ctx)).toEqual({ ...SITE_DEFAULTS, name: "Managers of the Wolds", accentColour: "#123456" });

  expect(await countQueries(() => getSettings(ctx))).toEqual([]);
});

test("a stored value that does not fit counts as not chosen, and takes nothing down", async () => {
  const ctx = systemCtxFor();
  await testDb()
    .db.insert(settings)
    .values([
      { key: "privacyContact", value: "no address", changedAt: ctx.now },
      { key: "unheardOf", value: 1, changedAt: ctx.now },
    ]);

  await changeSettings(ctx, { shortName: "MoW" });

  expect(await getSettings(ctx)).toMatchObject({ privacyContact: SITE_DEFAULTS.privacyContact, shortName: "MoW" });
});

test("only what was chosen is stored", async () => {
  await changeSettings(systemCtxFor(), { postalAddress: "2 Example Street" });

  const keys = (await testDb().db.select({ key: settings.key }).from(settings)).map(({ key }) => key);
  expect(keys).toContain("postalAddress");
  expect(keys).not.toContain("contactAddress");
});

test.each([
  { accentColour: "red; background: url(//evil.example)" },
  // no mail could name it as where answers go
  { contactAddress: `${"a".repeat(65)}@example.org` },
  { contactAddress: `office@${"a".repeat(60)}.${"b.".repeat(100)}example` },
])("what does not fit is not stored: %j", async (chosen) => {
  await expect(changeSettings(systemCtxFor(), chosen)).rejects.toThrow();
});

test("a colour is judged beside the one that is stored, also where somebody else chose that meanwhile; one pair that stands hinders nothing else", async () => {
  const ctx = systemCtxFor();
  await changeSettings(ctx, { accentColour: "#767676", groundColour: "#ffffff" });
  await expect(changeSettings(ctx, { groundColour: "#e8e8e8" })).rejects.toThrow(RefusedTextError);

  const form = { ...SITE_DEFAULTS, accentColour: "#767676", groundColour: "#e8e8e8" };
  const shown = (more: object) => JSON.stringify({ ...form, ...more });
  expect(SettingsFormSchema.safeParse({ ...form, name: "Another", shown: shown({}) }).success).toBe(true);
  expect(SettingsFormSchema.safeParse({ ...form, shown: shown({ groundColour: "#ffffff" }) }).success).toBe(false);
});
