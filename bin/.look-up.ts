import { startEmbedded } from "#db/embedded";
import { migrateDatabase } from "#db/migrate";
import { writeFileSync } from "node:fs";
const db = await startEmbedded({ dataDir: "/tmp/look-data" });
await migrateDatabase({ ownerUrl: db.migrateDatabaseUrl, appUrl: db.databaseUrl });
writeFileSync("/tmp/look/env", `export DATABASE_URL='${db.databaseUrl}' MIGRATE_DATABASE_URL='${db.migrateDatabaseUrl}'\n`);
console.log("up"); process.on("SIGTERM", async () => { await db.stop(); process.exit(0); }); setInterval(() => {}, 1e6);
