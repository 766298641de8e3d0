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

/** How busy the machine was with what is not part of a run: its share of all cores from 0 to 1, null where there is no /proc. */
export type Others = number | null;

/** Does `work`, which `roots` and all they started carry out, and tells how busy others were meanwhile. */
export async function besides<T>(roots: readonly number[], work: () => Promise<T>): Promise<{ result: T; others: Others }> {
  const before = shareOf(roots);
  const result = await work();
  const after = shareOf(roots);
  if (!before || !after) return { result, others: null };
  const [all, busy, own] = (["all", "busy", "own"] as const).map((part) => after[part] - before[part]);
  return { result, others: Math.max(0, busy! - own!) / all! };
}

/** Clock ticks of all cores since the machine started, how many of them were work, and how many work of `roots`. */
function shareOf(roots: readonly number[]): { all: number; busy: number; own: number } | null {
  const own = cpuOf(roots);
  if (own === null) return null;
  const [user, nice, system, idle, waiting, ...more] = readFileSync("/proc/stat", "utf8")
    .split("\n")[0]!
    .split(/\s+/)
    .slice(1, 9)
    .map(Number);
  const busy = user! + nice! + system! + more.reduce((sum, ticks) => sum + ticks, 0);
  return { all: busy + idle! + waiting!, busy, own: own / TICK };
}

/** Megabytes of a program before it had work, and the most it ever had. */
export type Memory = { name: string; idle: number; most: number };

/** Those that could be read. */
export const memoriesOf = (all: readonly { name: string; idle: MemoryNow | null; after: MemoryNow | null }[]): Memory[] =>
  all.flatMap(({ name, idle, after }) => (idle && after ? [{ name, idle: idle.now, most: after.most }] : []));

type MemoryNow = { now: number; most: number };

/** Resident memory of a process in megabytes: now, and the most it ever had. */
export function memoryOf(pid: number): MemoryNow | null {
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
