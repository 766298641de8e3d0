const LONGEST_DRAIN = 30_000;

/**
 * Runs a server until a signal, or the end of the process that started it, asks it to finish what it has begun.
 * @param {() => Promise<{ close: () => Promise<void> }>} start
 */
export async function serve(start) {
  let stopping = false;
  /** @type {{ close: () => Promise<void> } | null} */
  let server = null;
  const stop = async (/** @type {number} */ code) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), LONGEST_DRAIN).unref();
    await server?.close();
    process.exit(code);
  };
  process.on("SIGTERM", () => void stop(0));
  process.on("SIGINT", () => void stop(0));
  process.on("disconnect", () => void stop(0));
  // Whoever started this may have died before it could listen for that.
  if (process.connected === false) process.exit(0);
  process.on("uncaughtException", (error) => {
    console.error(JSON.stringify({ level: "fatal", time: new Date().toISOString(), msg: "uncaught", err: describe(error) }));
    void stop(1);
  });
  server = await start();
  if (stopping) await server.close();
  process.send?.("ready");
}

/**
 * Where it happened, without the message: that may quote what somebody typed.
 * @param {Error & { code?: string }} error
 */
function describe(error) {
  const frames = error.stack?.replace(error.message, "").split("\n").slice(1);
  return { name: error.name, code: error.code, stack: frames };
}

/**
 * Ends the process with a sentence for whoever started it.
 * @param {unknown} error
 * @returns {never}
 */
export function giveUp(error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
