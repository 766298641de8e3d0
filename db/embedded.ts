import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { EmbeddedDatabaseError, findPlace, type Paths, type Place, placeOf, runNative } from "./embedded-place";

export type DatabaseUrls = {
  /** The role that the site runs as. */
  databaseUrl: string;
  /** The role that owns the tables and may make databases. */
  migrateDatabaseUrl: string;
};

export type EmbeddedDatabase = DatabaseUrls & { stop: () => Promise<void> };

type Options = {
  dataDir: string;
  /** Off only for tests that never cut the power: half of a test run is otherwise spent waiting for the disk. */
  fsync?: boolean;
  /** Where to listen; a free port unless told. */
  port?: number;
};

/**
 * Starts the PostgreSQL that comes with the packages, its files in `dataDir`, on a free port of 127.0.0.1. One left running by a killed
 * process is taken over. Callers see to it that one process at a time starts or stops the same folder.
 */
export async function startEmbedded({ dataDir, fsync = true, port }: Options): Promise<EmbeddedDatabase> {
  const place = await findPlace(resolve(dataDir));
  const passwords = keepPasswords(place);
  await initCluster(place, passwords);
  if (!(await takeOver(place, passwords))) await launch(place, fsync, port);
  const { adminUrl, ...urls } = urlsOf(runningPort(place)!, passwords);
  await makeRoles(adminUrl, passwords);
  return { ...urls, stop: () => stopCluster(place) };
}

/** The addresses of the embedded PostgreSQL that another process started in `dataDir`, or null when none is running. */
export function findEmbedded(dataDir: string): DatabaseUrls | null {
  const place = placeOf(resolve(dataDir));
  const port = isPostmaster(place) ? runningPort(place) : null;
  if (!port || !existsSync(place.passwords)) return null;
  const { databaseUrl, migrateDatabaseUrl } = urlsOf(port, readPasswords(place));
  return { databaseUrl, migrateDatabaseUrl };
}

type Passwords = { admin: string; owner: string; app: string };
function keepPasswords(place: Place): Passwords {
  if (!existsSync(place.passwords)) {
    if (existsSync(place.cluster))
      throw new EmbeddedDatabaseError(
        `${place.passwords} is missing, and the database beside it cannot be opened without. Put it back, or move ${place.home} away to begin anew.`,
      );
    const password = () => randomBytes(24).toString("base64url");
    const passwords: Passwords = { admin: password(), owner: password(), app: password() };
    writeFileSync(`${place.passwords}.new`, JSON.stringify(passwords), { mode: 0o600 });
    renameSync(`${place.passwords}.new`, place.passwords);
  }
  return readPasswords(place);
}

const readPasswords = (paths: Paths): Passwords => JSON.parse(readFileSync(paths.passwords, "utf8"));

/** Made beside and renamed when complete: a start interrupted here begins anew. */
async function initCluster(place: Place, passwords: Passwords): Promise<void> {
  if (existsSync(place.cluster)) return;
  for (const left of readdirSync(place.home)) rmSync(join(place.home, left), { recursive: true, force: true, maxRetries: 5 });
  // Named anew each time: an initdb whose caller was killed may still be writing.
  const fresh = join(place.home, `new-${randomBytes(4).toString("hex")}`);
  const passwordFile = join(place.home, "password");
  writeFileSync(passwordFile, passwords.admin, { mode: 0o600 });
  if (place.runAs) chownSync(passwordFile, place.runAs.uid, place.runAs.gid);
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en-GB"];
  const access = ["--username=postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  const { code, output } = await runNative(place, "initdb", [`--pgdata=${fresh}`, ...locale, ...access, "--no-instructions"]);
  rmSync(passwordFile, { force: true });
  if (code !== 0)
    throw new EmbeddedDatabaseError(
      `The database could not be made in ${place.home}: ${lastLine(output)}\nMend that, or set DATABASE_URL.`,
    );
  renameSync(fresh, place.cluster);
}

/** True when a server is running on this cluster and answers. A process number that now belongs to some other program counts as none. */
async function takeOver(place: Place, passwords: Passwords): Promise<boolean> {
  if (!isPostmaster(place)) {
    rmSync(join(place.cluster, "postmaster.pid"), { force: true });
    return false;
  }
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = runningPort(place);
    if (port && (await answers(urlsOf(port, passwords).adminUrl))) return true;
    if (!isPostmaster(place)) return takeOver(place, passwords);
    await new Promise((done) => setTimeout(done, 100));
  }
  await stopCluster(place);
  return false;
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function launch(place: Place, fsync: boolean, wanted?: number): Promise<void> {
  const durable = fsync ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort());
    const settings = [
      `port=${port}`,
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      "max_connections=200",
      // Neither statements nor the rows they fail on belong in a log.
      "log_min_error_statement=panic",
      "log_error_verbosity=terse",
      ...durable,
    ];
    rmSync(place.log, { force: true });
    const options = settings.map((setting) => `-c ${setting}`).join(" ");
    const { code, output } = await runNative(place, "pg_ctl", [
      "start",
      "-w",
      "-t",
      "60",
      "-D",
      place.cluster,
      "-l",
      place.log,
      "-o",
      options,
    ]);
    if (code === 0) return;
    const log = existsSync(place.log) ? readFileSync(place.log, "utf8") : output;
    if (attempt < 5 && log.includes("Address already in use")) continue;
    throw new EmbeddedDatabaseError(`The embedded PostgreSQL did not start: ${lastFatal(log)} (all of it: ${place.log})`);
  }
}

async function stopCluster(place: Place): Promise<void> {
  if (!isPostmaster(place)) return;
  const fast = await runNative(place, "pg_ctl", ["stop", "-w", "-t", "30", "-m", "fast", "-D", place.cluster]);
  if (fast.code !== 0 && isPostmaster(place)) await runNative(place, "pg_ctl", ["stop", "-w", "-m", "immediate", "-D", place.cluster]);
}

/** Every start sets them again, so that one interrupted in between does no harm. */
async function makeRoles(adminUrl: string, passwords: Passwords): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    for (const [role, rights, password] of [
      ["portal_owner", "createdb", passwords.owner],
      ["portal_app", "", passwords.app],
    ] as const) {
      const [found] = await sql`select from pg_roles where rolname = ${role}`;
      await sql.unsafe(`${found ? "alter" : "create"} role ${role} login ${rights} password '${password}'`);
    }
    const [found] = await sql`select from pg_database where datname = 'portal'`;
    if (!found) await sql`create database portal owner portal_owner`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function urlsOf(port: number, passwords: Passwords): DatabaseUrls & { adminUrl: string } {
  const url = (role: string, password: string, database: string) => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    databaseUrl: url("portal_app", passwords.app, "portal"),
    migrateDatabaseUrl: url("portal_owner", passwords.owner, "portal"),
    adminUrl: url("postgres", passwords.admin, "postgres"),
  };
}

/** First line: the process. Fourth: the port. Complete only when the server is up. */
function pidFile(paths: Paths): string[] {
  try {
    return readFileSync(join(paths.cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

const runningPort = (paths: Paths): number | null => Number(pidFile(paths)[3]) || null;

function isPostmaster(paths: Paths): boolean {
  const pid = Number(pidFile(paths)[0]);
  if (!pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  try {
    // PostgreSQL works inside its own folder; a program that merely got the old number does not.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(paths.cluster);
  } catch {
    return process.platform !== "linux";
  }
}

/** A port of this machine that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

const lastLine = (text: string) => text.trim().split("\n").at(-1) ?? "";
const lastFatal = (log: string) =>
  log
    .split("\n")
    .filter((line) => /FATAL|PANIC/.test(line))
    .at(-1) ?? lastLine(log);
