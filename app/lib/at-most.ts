/** Waits for `work`, but no longer than so many milliseconds; then it gives null, and the work goes on unheard. */
export async function atMost<T>(milliseconds: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<null>((done) => {
    timer = setTimeout(done, milliseconds, null);
  });
  try {
    return await Promise.race([work, enough]);
  } finally {
    clearTimeout(timer);
  }
}
