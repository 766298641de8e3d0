import { AsyncLocalStorage } from "node:async_hooks";

/** What one request cost, in things that can be asserted: the tests read it from response headers. */
export type Counts = { queries: number; verifications: number };

const current = new AsyncLocalStorage<Counts>();

export const countedWork = <T>(counts: Counts, work: () => T): T => current.run(counts, work);

export function countQuery(): void {
  const counts = current.getStore();
  if (counts) counts.queries += 1;
}

/** One run of the password hash. */
export function countVerification(): void {
  const counts = current.getStore();
  if (counts) counts.verifications += 1;
}
