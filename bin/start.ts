import { join } from "node:path";
import { EmbeddedDatabaseError, startEmbedded } from "#db/embedded";
import { migrateDatabase } from "#db/migrate";
import { EnvError, readEnv } from "~/lib/env.server";
import { announce } from "./announce";
import { keepChild, startChild } from "./children";
import { leaveFolder, takeFolder } from "./lock";
import { checkFolder, checkPorts } from "./preconditions";
import { rebuildOnChange } from "./reload";
import { seedIfEmpty } from "./seed";
import { StartError, step } from "./steps.js";
import { acquire, isStopping, stopAll, stopOnSignals } from "./stopping";

/** Everything on one machine: what is not configured is brought along. */
export async function start({ reload }: { reload: boolean }): Promise<void> {
  stopOnSignals();
  try {
    await startAll(reload);
  } catch (error) {
    // What breaks while everything is being stopped breaks because of that.
    if (isStopping()) return;
    console.error(isForPeople(error) ? `\n${error.message}\n` : error);
    await stopAll(1);
  }
}

const isForPeople = (error: unknown): error is Error =>
  error instanceof StartError || error instanceof EnvError || error instanceof EmbeddedDatabaseError;

async function startAll(reload: boolean): Promise<void> {
  const brings = { database: !process.env.DATABASE_URL, mail: !process.env.SMTP_URL };
  const dataDir = checkFolder(process.env.DATA_DIR || ".data");
  const settings = readEnv({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || "postgres://127.0.0.1/later" });
  const { port, host } = settings;

  const lock = takeFolder(dataDir, port, settings.baseUrl);
  if ("running" in lock)
    throw new StartError(
      `The portal is already running at ${lock.running.baseUrl} (process ${lock.running.pid}). Stop it first, or set another DATA_DIR and PORT.`,
    );
  await acquire(
    async () => dataDir,
    async () => leaveFolder(dataDir),
  );
  await checkPorts(brings.mail ? [port, port + 1, port + 2] : [port], host, lock.wasKilled);

  const database = brings.database
    ? await step("Starting PostgreSQL", () =>
        acquire(
          () => startEmbedded({ dataDir }),
          (it) => it.stop(),
        ),
      )
    : null;
  if (database) Object.assign(process.env, { DATABASE_URL: database.databaseUrl, MIGRATE_DATABASE_URL: database.migrateDatabaseUrl });
  const mark = join(dataDir, "seeding");
  await seedIfEmpty({ mark, deployment: settings.deployment, empty: database?.empty, migrate });

  if (brings.mail) {
    process.env.SMTP_URL = `smtp://127.0.0.1:${port + 2}`;
    await step("Starting the mail catcher", () =>
      acquire(
        () => catchMail(port),
        (it) => it.close(),
      ),
    );
  }
  process.env.LOG_LEVEL ??= reload ? "info" : "warn";
  const web = await step("Starting the web server", () =>
    acquire(
      () => startChild("web", webDied),
      (it) => it.stop(),
    ),
  );
  const worker = await step("Starting the worker", () =>
    acquire(
      () => keepChild("worker"),
      (it) => it.stop(),
    ),
  );
  announce({ baseUrl: settings.baseUrl, deployment: settings.deployment, inboxPort: brings.mail ? port + 1 : null });
  if (reload) await rebuildOnChange(web, worker, webDied);
}

const migrate = () =>
  step("Migrating the database", () =>
    migrateDatabase({ ownerUrl: process.env.MIGRATE_DATABASE_URL ?? process.env.DATABASE_URL!, appUrl: process.env.DATABASE_URL! }),
  );

async function catchMail(port: number) {
  const { startMailCatcher } = await import("~/features/mail/catcher.server");
  return startMailCatcher({ smtpPort: port + 2, inboxPort: port + 1 });
}

function webDied(code: number | string): void {
  console.error(`The web server ended (${code}), so everything is stopped. Run npm start again.`);
  void stopAll(1);
}
