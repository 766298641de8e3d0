import { BusyError } from "~/lib/errors";

type Waiting = { start: () => void; refuse: (error: Error) => void };

/**
 * Runs costly work, so many at once. Those who are known wait in a line of their own and go first. Strangers are told apart by a key (their
 * network): the keys take turns, and when the line is full the key with most in it gives way to one with less, so nobody can keep it full for
 * the others (`trust.md` B3, B4).
 * @throws {BusyError} for whoever there was no place for; nothing was done then
 */
export function makeFairQueue({ atOnce, longest, what }: { atOnce: number; longest: number; what: string }) {
  let running = 0;
  const known: Waiting[] = [];
  const strangers = new Map<string, Waiting[]>();

  function next(): Waiting | undefined {
    const [first] = strangers;
    if (known.length > 0 || !first) return known.shift();
    const [key, own] = first;
    const one = own.shift();
    // behind the other keys
    strangers.delete(key);
    if (own.length > 0) strangers.set(key, own);
    return one;
  }

  function standAsStranger(key: string, waiting: Waiting): void {
    const own = strangers.get(key) ?? [];
    const all = [...strangers];
    if (all.reduce((sum, [, { length }]) => sum + length, 0) >= longest) {
      const [largestKey, largest] = all.reduce((a, b) => (b[1].length > a[1].length ? b : a));
      if (largest.length <= own.length + 1) throw new BusyError(what);
      largest.pop()!.refuse(new BusyError(what));
      if (largest.length === 0) strangers.delete(largestKey);
    }
    own.push(waiting);
    strangers.set(key, own);
  }

  function stand(stranger: string | null, waiting: Waiting): void {
    if (stranger !== null) standAsStranger(stranger, waiting);
    else if (known.length < longest) known.push(waiting);
    else throw new BusyError(what);
  }

  return async function inTurn<T>(stranger: string | null, work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) await new Promise<void>((start, refuse) => stand(stranger, { start, refuse }));
    else running += 1;
    try {
      return await work();
    } finally {
      // the place passes on without becoming free in between
      const waiting = next();
      if (waiting) waiting.start();
      else running -= 1;
    }
  };
}
