import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** What a running start tells the other commands about itself. `born` tells it from a later process with the same number. */
export type Running = { pid: number; born: string | null; port: number; baseUrl: string; stopping?: boolean };

const fileIn = (dataDir: string) => join(dataDir, "running.json");

/** The start that runs on `dataDir` now, or null. */
export function findRunning(dataDir: string): Running | null {
  try {
    const running: Running = JSON.parse(readFileSync(fileIn(dataDir), "utf8"));
    return bornOf(running.pid) === running.born ? running : null;
  } catch {
    return null;
  }
}

/** Takes the folder for this process. `wasKilled`: the file of a start that ended without tidying was found. */
export async function takeFolder(dataDir: string, port: number, baseUrl: string): Promise<{ running: Running } | { wasKilled: boolean }> {
  const mine: Running = { pid: process.pid, born: bornOf(process.pid) ?? null, port, baseUrl };
  for (let wasKilled = false; ; wasKilled = true) {
    try {
      writeFileSync(fileIn(dataDir), JSON.stringify(mine), { flag: "wx" });
      return { wasKilled };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    while (findRunning(dataDir)?.stopping) await sleep(100);
    const running = findRunning(dataDir);
    if (running) return { running };
    rmSync(fileIn(dataDir), { force: true });
  }
}

/** Lets a start that comes now wait for this one's end instead of being refused. */
export function tellStopping(dataDir: string): void {
  const running = findRunning(dataDir);
  if (running?.pid === process.pid) writeFileSync(fileIn(dataDir), JSON.stringify({ ...running, stopping: true }));
}

export function leaveFolder(dataDir: string): void {
  if (findRunning(dataDir)?.pid === process.pid) rmSync(fileIn(dataDir), { force: true });
}

/** Undefined when there is no such process; null where the system does not tell when it began. */
function bornOf(pid: number): string | null | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return undefined;
  }
  try {
    // The 22nd field, counted behind the name in brackets, which may hold spaces.
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
