import { BusyError } from "~/lib/errors";

/** Who waits: somebody known, told apart by their account, or a stranger, by their network. */
export type Waiter = { known: string } | { stranger: string };

type Waiting = { start: () => void; refuse: (error: Error) => void };
type Line = Map<string, Waiting[]>;

/**
 * Runs costly work, so many at once. Those who are known wait in a line of their own; while both wait, every second place is a
 * stranger's. In each line keys take turns (accounts, networks), and when it is full the key with most in it gives way to one with less,
 * or any where none has two, so nobody can keep it full for the others (`trust.md` B3, B4).
 * @throws {BusyError} for whoever there was no place for; nothing was done then
 */
export function makeFairQueue({ atOnce, longest, what }: { atOnce: number; longest: number; what: string }) {
  let running = 0;
  const known: Line = new Map();
  const strangers: Line = new Map();
  let wasKnown = false;

  function next(): Waiting | undefined {
    wasKnown = known.size > 0 && !(wasKnown && strangers.size > 0);
    return firstOf(wasKnown ? known : strangers);
  }

  function stand(line: Line, key: string, waiting: Waiting): void {
    const own = line.get(key) ?? [];
    const all = [...line];
    if (all.reduce((sum, [, { length }]) => sum + length, 0) >= longest) {
      const largest = all.reduce((a, b) => (b[1].length > a[1].length ? b : a));
      // where nobody has two, whoever it falls on: those who came first would keep everybody else out
      const isEven = own.length === 0 && largest[1].length === 1;
      const [givesWayKey, givesWay] = isEven ? anyOf([...all, [key, own] as const]) : largest;
      if (givesWay.length <= own.length + (isEven ? 0 : 1)) throw new BusyError(what);
      givesWay.pop()!.refuse(new BusyError(what));
      if (givesWay.length === 0) line.delete(givesWayKey);
    }
    own.push(waiting);
    line.set(key, own);
  }

  return async function inTurn<T>(waiter: Waiter, work: () => Promise<T>): Promise<T> {
    const [line, key] = "known" in waiter ? [known, waiter.known] : [strangers, waiter.stranger];
    if (running >= atOnce) await new Promise<void>((start, refuse) => stand(line, key, { start, refuse }));
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

const anyOf = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)]!;

function firstOf(line: Line): Waiting | undefined {
  const [first] = line;
  if (!first) return;
  const [key, own] = first;
  const one = own.shift();
  // behind the other keys
  line.delete(key);
  if (own.length > 0) line.set(key, own);
  return one;
}
