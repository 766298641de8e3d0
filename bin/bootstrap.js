#!/usr/bin/env node
// Runs before any package is installed: nothing but Node's own modules may be imported here, or by what this file imports at its head.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { buildIfStale } from "./build.js";
import { installIfNeeded } from "./install.js";
import { patchDriver } from "./patch-driver.js";
import { loadProgram } from "./programs.js";
import { programs, StartError, step } from "./steps.js";

const OLDEST_NODE = [20, 19];
/** Milliseconds. */
const LONGEST_STOP = 60_000;

const build = () => buildIfStale((work) => step("Building the site", work));

const modes = {
  start: async () => {
    await build();
    process.env.NODE_ENV = "production";
    await loadProgram("start").start({ reload: false });
  },
  build,
  dev: async () => {
    // Only for the files that are served as they are: the sources themselves are read as they change.
    if (!existsSync("build/client")) await build();
    process.env.NODE_ENV = "development";
    (await import("tsx/esm/api")).register();
    await (await import("./start.ts")).start({ reload: true });
  },
  check: async () => {
    stopWithNpm();
    await (await import("./checks.js")).runChecks(["unit", "architecture"]);
  },
  test: async () => {
    stopWithNpm();
    await (await import("./checks.js")).runChecks();
  },
};

async function main() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]))
    throw new StartError(
      `This needs Node ${OLDEST_NODE.join(".")} or newer, and this is ${process.versions.node}. Get it from https://nodejs.org.`,
    );
  const mode = modes[process.argv[2]];
  if (!mode) throw new StartError("Say what to do: npm start, npm run dev, npm run build, npm run check or npm test.");
  process.chdir(resolve(import.meta.dirname, ".."));
  await installIfNeeded();
  // npm does it after installing, unless it was told to run no scripts.
  patchDriver();
  await mode();
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    // From here on start has its own way of stopping.
    if (process.listenerCount(signal) > 1) return;
    void stopPrograms();
  });
}

/** npm hands a signal to the shell between it and us, and some shells just die of it. */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  setInterval(() => process.ppid !== shell && void stopPrograms(), 100).unref();
}

/** Hands the signal on, and waits for what the programs have to tidy up. */
async function stopPrograms() {
  const ended = [...programs].map((program) => new Promise((done) => program.once("close", done)));
  for (const program of programs) program.kill("SIGTERM");
  await Promise.race([Promise.all(ended), new Promise((done) => setTimeout(done, LONGEST_STOP))]);
  process.exit(130);
}

main().catch((error) => {
  console.error(error instanceof StartError ? `\n${error.message}\n` : error);
  process.exit(1);
});
