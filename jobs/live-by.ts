/**
 * Without its loop a worker would live and do nothing. What ends it while nobody closes it is thrown: heard by nobody, it ends the process
 * (`bin/serve.js`), and whoever runs it starts another. @throws what ended the loop
 */
export async function liveBy(loop: Promise<void>, isClosing: () => boolean): Promise<void> {
  try {
    await loop;
  } catch (error) {
    if (!isClosing()) throw error;
  }
  if (!isClosing()) throw new Error("the worker's loop ended by itself");
}
