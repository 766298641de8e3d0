import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { pidsOf } from "./usage";

type Environment = Record<string, string | undefined>;

export type Program = { pid: number; stop: () => Promise<void> };
export type Floor = Program & { ask: <Answer>(order: object) => Promise<Answer> };

/** What is measured runs on one core and everything else on another, so that neither takes the other's time. */
const CORES = { measured: "0", other: "1", any: `0-${availableParallelism() - 1}` };

export const isPinned = availableParallelism() > 1 && spawnSync("taskset", ["--version"]).status === 0;

const require = createRequire(import.meta.url);
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Moves a process, all its threads and all it started to a core. */
export function pin(pid: number, core: keyof typeof CORES): void {
  if (!isPinned) return;
  for (const one of pidsOf([pid])) spawnSync("taskset", ["-acp", CORES[core], String(one)]);
}

/** The built web server, or the worker, as `npm start` runs them. */
export async function startPart(name: "web" | "worker", environment: Environment): Promise<Program> {
  const child = launch(["bin/run.js", name], { environment });
  await nextMessage(child);
  return programOf(child);
}

/** A limit to compare with: a file of `floors` that answers orders. */
export async function startFloor(name: string): Promise<Floor> {
  const child = launch(["--import", "tsx", `test/bench/floors/${name}.ts`], {});
  await nextMessage(child);
  return {
    ...programOf(child),
    ask: (order) => {
      const answer = nextMessage(child);
      child.send(order);
      return answer as Promise<never>;
    },
  };
}

/** The SMTP server of the tests. */
export async function startSink(transcript: string): Promise<Program & { url: string }> {
  const child = launch(["--import", "tsx", "test/support/smtp-sink.ts", "0", transcript], { core: "other" });
  const { port } = (await nextMessage(child)) as { port: number };
  return { ...programOf(child), url: `smtp://127.0.0.1:${port}` };
}

/** The load generator to its end; gives its own JSON. */
export async function runLoad(args: string[]): Promise<string> {
  const child = launch([require.resolve("autocannon"), ...args], { core: "other", errors: "ignore" });
  let text = "";
  child.stdout!.on("data", (data) => (text += data));
  await new Promise<void>((done, failed) =>
    child.once("close", (code) => (code === 0 ? done() : failed(new Error(`the load generator ended with ${code}`)))),
  );
  return text;
}

type Launch = { environment?: Environment; core?: keyof typeof CORES; errors?: "inherit" | "ignore" };

/** Starts Node with arguments. What it prints can be read, and need not be. */
export function launch(args: string[], { environment = {}, core = "measured", errors = "inherit" }: Launch): ChildProcess {
  const command = [...(isPinned ? ["taskset", "-c", CORES[core]] : []), process.execPath, ...args];
  const child = spawn(command[0]!, command.slice(1), {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", errors, "ipc"],
  });
  child.stdout!.resume();
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

export const programOf = (child: ChildProcess): Program => ({ pid: child.pid!, stop: () => stop(child) });

const nextMessage = (child: ChildProcess) =>
  new Promise<unknown>((done, failed) => {
    const ended = (code: number | null) => failed(new Error(`${child.spawnargs.slice(1).join(" ")} ended with ${code}`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      done(message);
    });
  });

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  await ended;
}
