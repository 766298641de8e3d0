import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "./steps.js";
import { isStopping } from "./stopping";

export type Child = { stop: () => Promise<void> };

const PROGRAMS = {
  web: ["bin/run.js", "web"],
  worker: ["bin/run.js", "worker"],
  "web-dev": ["--import", "tsx", "bin/web-dev.ts"],
  "worker-dev": ["--import", "tsx", "bin/worker-dev.ts"],
};

/**
 * Starts a part of the portal as a process of its own and waits until it says that it is ready. It ends by itself when this process dies.
 */
export async function startChild(name: keyof typeof PROGRAMS, onDeath: (code: number | string) => void): Promise<Child> {
  const child = spawn(process.execPath, PROGRAMS[name], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = new Promise<number | string>((done) => child.once("exit", (code, signal) => done(signal ?? code ?? 1)));
  const ready = new Promise<"ready">((done) => child.once("message", () => done("ready")));
  let wanted = true;
  const stop = async () => {
    wanted = false;
    child.kill("SIGTERM");
    // Draining takes 30 seconds at most; whoever takes longer is stuck.
    const late = setTimeout(() => child.kill("SIGKILL"), 35_000);
    await ended;
    clearTimeout(late);
  };
  const first = await Promise.race([ready, ended]);
  if (first !== "ready") throw new StartError(`The ${name} process ended at once (${first}).`);
  void ended.then((code) => wanted && onDeath(code));
  return { stop };
}

/** A process that is started again whenever it dies. */
export async function keepChild(name: "worker" | "worker-dev"): Promise<{ stop: () => Promise<void>; restart: () => Promise<void> }> {
  let current: Promise<Child | null> = startChild(name, revive);
  await current;

  function revive(code: number | string): void {
    console.error(`The ${name} process ended (${code}); starting it again.`);
    current = startAgain();
  }

  async function startAgain(): Promise<Child | null> {
    while (!isStopping()) {
      await sleep(1000);
      const child = await startChild(name, revive).catch((error: Error) => console.error(error.message));
      if (child) return child;
    }
    return null;
  }

  // One that is just being started again is waited for, or nobody would end it.
  const stop = async () => {
    await (await current)?.stop();
  };
  return {
    stop,
    restart: async () => {
      await stop();
      current = startChild(name, revive);
      await current;
    },
  };
}
