import { BusyError } from "./errors";

/** Does heavy work of one kind one after the other. @throws BusyError, before anything is done, where so many wait already */
export function oneAtATime(what: string, most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return (work) => {
    if (waiting >= most) return Promise.reject(new BusyError(what));
    waiting++;
    const done = last.then(work).finally(() => {
      waiting--;
    });
    last = done.catch(() => {});
    return done;
  };
}
