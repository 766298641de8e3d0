import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Every process whose working folder, arguments or settings name this folder. */
export function processesIn(folder: string): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && [cwd, argumentsOf, settings].some((read) => read(pid).includes(folder)));
}

const cwd = (pid: number) => attempt(() => readlinkSync(`/proc/${pid}/cwd`));
export const argumentsOf = (pid: number) => attempt(() => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
const settings = (pid: number) => attempt(() => readFileSync(`/proc/${pid}/environ`, "utf8"));

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
