import { type Floor, runLoad } from "./programs";
import type { Turn } from "./rounds";
import { cpuOf } from "./usage";
import { ENCODINGS } from "./visits";

/** Requests on their way at once. */
export const AT_ONCE = 16;

/** Seconds that one answer may take. */
const LONGEST = 60;

/**
 * Each statement is planned five times on each connection before its plan is kept, and each page compiled while it is made first: so many
 * of one before it counts, however slow the machine.
 */
export const WARMING = 320;

/** Asks for one page for so many seconds, or so often; the CPU time is that of `pids` and all below them. */
export function underLoad(
  pids: readonly number[],
  url: string,
  length: { seconds: number } | { pages: number },
  cookie?: string,
): Promise<Turn> {
  // a page of a busy machine comes late, and comes
  const patience = ["--timeout", String(LONGEST)];
  const headers = [`Accept-Encoding=${ENCODINGS}`, ...(cookie ? [`Cookie=${cookie}`] : [])].flatMap((header) => ["-H", header]);
  const until = "pages" in length ? ["-a", String(length.pages)] : ["-d", String(length.seconds)];
  return timed(pids, async () => {
    const printed = await runLoad(["-c", String(AT_ONCE), ...until, "--json", ...patience, ...headers, url]);
    const { requests, duration, latency, non2xx, errors } = JSON.parse(printed);
    if (non2xx > 0 || errors > 0) throw new Error(`${url}: ${non2xx} answers other than 200, ${errors} errors`);
    return { units: requests.total, seconds: duration, p99Ms: latency.p99 };
  });
}

/** One order to a floor; the CPU time is that of the floor, and of `pids`. */
export const repeated = (floor: Floor, pids: readonly number[], order: object): Promise<Turn> =>
  timed([floor.pid, ...pids], () => floor.ask<Omit<Turn, "cpuMs">>(order));

/** Adds what `pids` and all below them took meanwhile. */
export async function timed(pids: readonly number[], work: () => Promise<Omit<Turn, "cpuMs">>): Promise<Turn> {
  const before = cpuOf(pids);
  const turn = await work();
  const after = cpuOf(pids);
  return { ...turn, cpuMs: before === null || after === null ? null : after - before };
}
