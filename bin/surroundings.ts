import { resolve } from "node:path";
import { findEmbedded } from "#db/embedded";
import { findRunning } from "./lock";

/** Lets a command join the portal that `npm start` runs in another terminal, where no database is named. */
export function joinSurroundings(environment = process.env): void {
  environment.NODE_ENV ??= "production";
  if (environment.DATABASE_URL) return;
  const dataDir = resolve(environment.DATA_DIR || ".data");
  const urls = findEmbedded(dataDir);
  if (!urls) throw new Error("There is no database: set DATABASE_URL, or run npm start in another terminal.");
  environment.DATABASE_URL = urls.databaseUrl;
  environment.MIGRATE_DATABASE_URL ??= urls.migrateDatabaseUrl;
  const running = findRunning(dataDir);
  // The mail catcher listens beside the port of that start, and links in mails lead to it.
  if (running && !environment.SMTP_URL) environment.SMTP_URL = `smtp://127.0.0.1:${running.port + 2}`;
  if (running) environment.BASE_URL ??= running.baseUrl;
}
