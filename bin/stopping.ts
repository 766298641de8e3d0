import { setTimeout as sleep } from "node:timers/promises";

const LONGEST_START = 60_000;

/**
 * Stopping in order: what was started last is stopped first, and what is just being started is waited for, so that nothing is left behind
 * wherever a signal falls.
 */
const stops: (() => Promise<unknown>)[] = [];
let starting: Promise<unknown> = Promise.resolve();
let stopping: Promise<void> | null = null;
let tell = () => {};

/** Calls `act` as soon as stopping begins, before anything is stopped. */
export function whenStopping(act: () => void): void {
  tell = act;
}

/** Starts something that `stop` ends. Once stopping has begun, nothing more is started. */
export async function acquire<T>(start: () => Promise<T>, stop: (started: T) => Promise<unknown>): Promise<T> {
  await untilStopped();
  const started = start();
  const kept = started.then(
    (it) => stops.push(() => stop(it)),
    () => {},
  );
  starting = Promise.all([starting, kept]);
  const it = await started;
  await untilStopped();
  return it;
}

/** Waits for ever when stopping has begun: the process ends underneath. */
export async function untilStopped(): Promise<void> {
  if (stopping) await new Promise(() => {});
}

export const isStopping = () => stopping !== null;

/** Ends all that was acquired, then the process. */
export function stopAll(code: number): Promise<void> {
  stopping ??= (async () => {
    tell();
    await Promise.race([starting, sleep(LONGEST_START, undefined, { ref: false })]);
    for (const stop of stops.reverse()) await stop().catch((error) => console.error(error));
    process.exit(code);
  })();
  return stopping;
}

export function stopOnSignals(): void {
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error) => {
      // A database that goes away while everything stops takes its clients' waiting calls with it.
      if (stopping) return;
      console.error(error);
      void stopAll(1);
    });
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stopAll(0));
  stopWithNpm();
}

/** npm hands a signal to the shell between it and us. Shells that do not pass it on just die of it. */
function stopWithNpm(): void {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  setInterval(() => process.ppid !== shell && void stopAll(0), 100).unref();
}
