import { startEmbedded } from "#db/embedded";
import { EmbeddedDatabaseError } from "#db/embedded-place";
import { migrateDatabase } from "#db/migrate";
import { EnvError, readEnv } from "~/lib/env.server";
import { announce } from "./announce";
import { keepChild, startChild } from "./children";
import { leaveFolder, takeFolder, tellStopping } from "./lock";
import { checkFolder, checkPorts } from "./preconditions";
import { restartOnChange } from "./reload";
import { seedIfEmpty } from "./seed";
import { StartError, step } from "./steps.js";
import { acquire, isStopping, stopAll, stopOnSignals, whenStopping } from "./stopping";

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
  const { port, host, baseUrl, deployment } = settings;
  await takeFolderAndPorts({ dataDir, ports: brings.mail ? [port, port + 1, port + 2] : [port], host, baseUrl });

  if (brings.database) {
    const database = await bring("Starting PostgreSQL", () => startEmbedded({ dataDir }));
    Object.assign(process.env, { DATABASE_URL: database.databaseUrl, MIGRATE_DATABASE_URL: database.migrateDatabaseUrl });
  }
  await step("Migrating the database", migrate);
  await seedIfEmpty(deployment);
  if (brings.mail) {
    process.env.SMTP_URL = `smtp://127.0.0.1:${port + 2}`;
    await bring("Starting the mail catcher", () => catchMail(port));
  }
  process.env.LOG_LEVEL ??= reload ? "info" : "warn";
  const worker = await step("Starting the web server and the worker", async () => {
    const web = acquire(() => startChild(reload ? "web-dev" : "web", webDied), stopIt);
    const [kept] = await Promise.all([acquire(() => keepChild(reload ? "worker-dev" : "worker"), stopIt), web]);
    return kept;
  });
  announce({ baseUrl, deployment, inboxPort: brings.mail ? port + 1 : null });
  if (reload) await restartOnChange(worker.restart);
}

type Stoppable = { stop: () => Promise<unknown> };

const stopIt = (it: Stoppable) => it.stop();
const bring = <T extends Stoppable>(name: string, start: () => Promise<T>): Promise<T> => step(name, () => acquire(start, stopIt));

async function takeFolderAndPorts(wanted: { dataDir: string; ports: number[]; host: string; baseUrl: string }): Promise<void> {
  const { dataDir, ports, host, baseUrl } = wanted;
  const lock = await takeFolder(dataDir, ports[0]!, baseUrl);
  if ("running" in lock) {
    const { running } = lock;
    throw new StartError(
      `The portal is already running at ${running.baseUrl} (process ${running.pid}). Stop it first, or set another DATA_DIR and PORT.`,
    );
  }
  await acquire(
    async () => whenStopping(() => tellStopping(dataDir)),
    async () => leaveFolder(dataDir),
  );
  await checkPorts(ports, host, lock.wasKilled);
}

const migrate = () =>
  migrateDatabase({ ownerUrl: process.env.MIGRATE_DATABASE_URL ?? process.env.DATABASE_URL!, appUrl: process.env.DATABASE_URL! });

async function catchMail(port: number) {
  const { startMailCatcher } = await import("~/features/mail/log/catcher.server");
  const { close } = await startMailCatcher({ smtpPort: port + 2, inboxPort: port + 1 });
  return { stop: close };
}

function webDied(code: number | string): void {
  console.error(`The web server ended (${code}), so everything is stopped. Run npm start again.`);
  void stopAll(1);
}
