import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { isStopping } from "./stopping";

export type Child = { process: ChildProcess; stop: () => Promise<void> };

/** Starts `bin/<name>.ts` as a process of its own and waits until it says that it is ready. It ends by itself when this process dies. */
export async function startChild(name: "web" | "worker", onDeath: (code: number | string) => void): Promise<Child> {
  const child = spawn(process.execPath, ["--import", "tsx", `bin/${name}.ts`], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
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
  if (first !== "ready") throw new Error(`The ${name} process ended at once (${first}).`);
  void ended.then((code) => wanted && onDeath(code));
  return { process: child, stop };
}

/** A process that is started again whenever it dies. */
export async function keepChild(name: "worker"): Promise<Pick<Child, "stop"> & { restart: () => Promise<void> }> {
  let current: Child;
  const revive = async (code: number | string) => {
    console.error(`The ${name} process ended (${code}); starting it again.`);
    while (!isStopping()) {
      await sleep(1000);
      const again = await startChild(name, revive).catch((error: Error) => console.error(error.message));
      if (!again) continue;
      current = again;
      if (isStopping()) await current.stop();
      return;
    }
  };
  current = await startChild(name, revive);
  return {
    stop: () => current.stop(),
    restart: async () => {
      await current.stop();
      current = await startChild(name, revive);
    },
  };
}
