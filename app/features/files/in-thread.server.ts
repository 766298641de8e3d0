import { resolve } from "node:path";
import { Worker } from "node:worker_threads";

/** `heap`: megabytes of the thread's own; `most`: bytes by which the process may grow meanwhile; `longest`: milliseconds. */
type Limits = { heap: number; most?: number; longest: number };

/** Milliseconds between two looks at how large the process is. */
const LOOK = 50;

/**
 * What a program says that is run in a thread of its own, which may have nothing of ours: for code that reads what strangers send. Null
 * where it fails, takes too long or too much; whatever becomes of it, nothing else ends. `program`: a file of this room, in plain
 * JavaScript. Every process finds it: they are begun in the folder of the project, and hold their own code in one file.
 */
export function inThread<T>(program: string, workerData: unknown, { heap, most, longest }: Limits): Promise<T | null> {
  return new Promise((done) => {
    const thread = new Worker(resolve("app/features/files", program), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: heap },
      env: {},
      stdout: true,
      stderr: true,
    });
    const end = () => void thread.terminate();
    const timer = setTimeout(end, longest);
    const before = process.memoryUsage.rss();
    // buffers are none of the heap: nothing but the process tells how large they are
    const looks = most === undefined ? undefined : setInterval(() => process.memoryUsage.rss() - before > most && end(), LOOK);
    let said: T | null = null;
    thread.once("message", (message: T) => {
      said = message;
      end();
    });
    thread.once("error", () => {});
    // not before: until then it has its memory
    thread.once("exit", () => {
      clearTimeout(timer);
      clearInterval(looks);
      done(said);
    });
  });
}
