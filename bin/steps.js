/** Ends with one sentence that says what is wrong and what to do. */
export class StartError extends Error {}

/** Programs at work in the current step; whoever stops early stops them too. */
export const programs = new Set();

/** Runs one step, its name first and its time when done. */
export async function step(name, work) {
  const began = performance.now();
  process.stdout.write(`  ${name} … `);
  try {
    const result = await work();
    process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stdout.write("failed\n");
    throw error;
  }
}
