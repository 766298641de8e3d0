import { type ChildProcess, spawn } from "node:child_process";
import { buildIfStale } from "../../bin/build.js";
import { freePort } from "./ports";

type Environment = Record<string, string | undefined>;

export type Program = {
  pid: number;
  /** All that it has printed so far. */
  output: () => string;
  /** Sends a signal, and waits for the end: the exit code, or the name of the signal that ended it. */
  end: (signal?: NodeJS.Signals) => Promise<number | string>;
  ended: Promise<number | string>;
};

const running = new Set<ChildProcess>();

/** The built web server, on this file's database unless `environment` says otherwise. */
export async function startWebProcess(environment: Environment = {}): Promise<Program & { url: string }> {
  const port = environment.PORT ?? String(await freePort());
  const url = `http://localhost:${port}`;
  const child = spawnNode(["bin/run.js", "web"], { PORT: port, BASE_URL: url, ...environment }, true);
  return { ...(await untilReady(child)), url };
}

/** A worker, on this file's database unless `environment` says otherwise. */
export async function startWorkerProcess(environment: Environment = {}): Promise<Program> {
  return untilReady(spawnNode(["bin/run.js", "worker"], environment, true));
}

/** `npm start`, with what it brings along: a database and a mail catcher. Give it a DATA_DIR of its own. */
export function startEverything(
  environment: Environment & { DATA_DIR: string },
  { throughNpm = false } = {},
): Program & { ready: Promise<void> } {
  const own = { DATABASE_URL: undefined, MIGRATE_DATABASE_URL: undefined, SMTP_URL: undefined, BASE_URL: undefined, LOG_LEVEL: undefined };
  const [command, args] = throughNpm ? ["npm", ["start"]] : [process.execPath, ["bin/bootstrap.js", "start"]];
  const child = spawnProgram(command, args, { ...own, ...environment }, false);
  const program = watch(child);
  const ready = new Promise<void>((done, failed) => {
    child.stdout!.on("data", () => program.output().includes("Ctrl-C stops everything") && done());
    void program.ended.then((code) => failed(new Error(`It ended with ${code} before it was ready.\n${program.output()}`)));
  });
  // Whoever only wants to see it fail does not wait for this.
  ready.catch(() => {});
  return { ...program, ready };
}

/** Any command of the portal, which is built already. */
export const startPortal = (args: string[], environment: Environment = {}): Program =>
  watch(spawnNode(["bin/run.js", "portal", ...args], environment, false));

/** The same to its end, with what is brought on its standard input. */
export async function runPortal(
  args: string[],
  environment: Environment = {},
  input?: Uint8Array,
): Promise<{ code: number | string; output: string }> {
  await buildIfStale();
  const program = watch(spawnProgram(process.execPath, ["bin/run.js", "portal", ...args], environment, false, input));
  return { code: await program.ended, output: program.output() };
}

/** Kills what a file did not end itself, and waits until it is gone. */
export async function killProcesses(except?: { pid: number }): Promise<void> {
  const left = [...running].filter(({ pid }) => pid !== except?.pid);
  const ends = left.map((child) => new Promise((done) => child.once("exit", done)));
  for (const child of left) child.kill("SIGKILL");
  await Promise.all(ends);
}

const spawnNode = (args: string[], environment: Environment, channel: boolean) =>
  spawnProgram(process.execPath, args, environment, channel);

function spawnProgram(command: string, args: string[], environment: Environment, channel: boolean, input?: Uint8Array): ChildProcess {
  const child = spawn(command, args, {
    env: { ...process.env, ...environment },
    stdio: [input ? "pipe" : "ignore", "pipe", "pipe", ...(channel ? (["ipc"] as const) : [])],
  });
  // one that has read enough closes it
  child.stdin?.on("error", () => {});
  child.stdin?.end(input);
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

function watch(child: ChildProcess): Program {
  let text = "";
  child.stdout!.on("data", (data) => (text += data));
  child.stderr!.on("data", (data) => (text += data));
  // Its own exit, not its pipes': a killed start leaves children behind that still hold them.
  const ended = new Promise<number | string>((done) => child.once("exit", (code, signal) => setImmediate(() => done(signal ?? code ?? 1))));
  const end = (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    return ended;
  };
  return { pid: child.pid!, output: () => text, end, ended };
}

async function untilReady(child: ChildProcess): Promise<Program> {
  const program = watch(child);
  const ready = new Promise<"ready">((done) => child.once("message", () => done("ready")));
  const first = await Promise.race([ready, program.ended]);
  if (first !== "ready") throw new Error(`The process ended with ${first} before it was ready.\n${program.output()}`);
  return program;
}
