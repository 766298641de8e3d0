import { defineCommand } from "citty";
import { jsonFlag, refuseUnknown, tell } from "./outcome";
import { readSettings } from "./with-portal";

const args = { ...jsonFlag };

export const migrate = defineCommand({
  meta: { name: "migrate", description: "Bring the database up to this release: once per release, before its processes start" },
  args,
  async run({ args: given }) {
    refuseUnknown(given, args);
    const { databaseUrl, migrateDatabaseUrl } = await readSettings();
    const { migrateDatabase } = await import("#db/migrate");
    await migrateDatabase({ ownerUrl: migrateDatabaseUrl, appUrl: databaseUrl });
    tell(given.json, { ok: true }, ["The database is up to date."]);
  },
});
