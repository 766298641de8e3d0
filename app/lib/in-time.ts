/** What a promise gives, as long as it does so in time. @param limit milliseconds @throws Error when it takes longer, or what it throws */
export function inTime<T>(work: Promise<T>, limit: number): Promise<T> {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error(`nothing came within ${limit} ms`)), limit);
    work.then(done, failed).finally(() => clearTimeout(timer));
  });
}
