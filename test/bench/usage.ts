import { readdirSync, readFileSync } from "node:fs";

/** Milliseconds of one clock tick in /proc: Linux reports a hundred a second whatever its kernel counts in. */
const TICK = 10;

/**
 * User and system time in milliseconds that these processes and all they started have taken so far, the ended
 * ones included. Null where there is no /proc.
 */
export function cpuOf(roots: readonly number[]): number | null {
  if (process.platform !== "linux") return null;
  return treeOf(roots).reduce((sum, { ticks }) => sum + ticks * TICK, 0);
}

/** Megabytes of a program before it had work, and the most it ever had. */
export type Memory = { name: string; idle: number; most: number };

/** Resident memory of a process in megabytes: now, and the most it ever had. */
export function memoryOf(pid: number): { now: number; most: number } | null {
  if (process.platform !== "linux") return null;
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const read = (name: string) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]) / 1024);
  return { now: read("VmRSS"), most: read("VmHWM") };
}

export const pidsOf = (roots: readonly number[]): number[] => treeOf(roots).map(({ pid }) => pid);

type Entry = { pid: number; parent: number; ticks: number };

function treeOf(roots: readonly number[]): Entry[] {
  const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? readEntry(Number(name)) : []));
  const wanted = new Set(roots);
  // A child may stand before its parent in the list.
  for (let size = 0; size !== wanted.size; ) {
    size = wanted.size;
    for (const { pid, parent } of all) if (wanted.has(parent)) wanted.add(pid);
  }
  return all.filter(({ pid }) => wanted.has(pid));
}

function readEntry(pid: number): Entry[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of a program, in brackets, may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number);
    return [{ pid, parent: Number(fields[1]), ticks: user! + system! + endedUser! + endedSystem! }];
  } catch {
    return [];
  }
}
