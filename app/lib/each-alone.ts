/**
 * Does `work` with one after the other; one that fails holds up none behind it.
 * @throws the first failure, once the others are done: it is not passed over in silence
 */
export async function eachAlone<T>(items: Iterable<T> | AsyncIterable<T>, work: (item: T) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for await (const item of items) await work(item).catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
