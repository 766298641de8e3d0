import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { argumentsOf, processesIn } from "../support/processes-in";

const home = mkdtempSync(join(tmpdir(), "portal-tests-"));
afterEach(() => {
  for (const pid of processesIn(home)) process.kill(pid, "SIGKILL");
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

/** A run of its own, with a database server of its own, and nothing of the run that this is in. */
function run(args: string[]) {
  const { DATABASE_URL: _1, MIGRATE_DATABASE_URL: _2, VITEST: _3, VITEST_POOL_ID: _4, VITEST_WORKER_ID: _5, ...environment } = process.env;
  const child = spawn(process.execPath, args, { env: { ...environment, TEST_HOME: home }, stdio: "ignore" });
  const ended = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
  return { child, ended };
}

const started = (program: string) => processesIn(home).some((pid) => argumentsOf(pid).includes(program));

test("a signal to running tests stops all that they started: database, Redis, web server", async () => {
  const { child, ended } = run(["node_modules/vitest/vitest.mjs", "run", "test/attack/doors.test.ts"]);
  while (!started("run.js\0web")) await sleep(100);
  expect([started("postgres"), started("redis-server")]).toEqual([true, true]);

  child.kill("SIGTERM");

  expect(await ended).toBe(130);
  while (processesIn(home).length > 0) await sleep(100);
});

test("a signal to the checks ends the one at work", async () => {
  const { child, ended } = run(["bin/bootstrap.js", "test"]);
  while (!started("typescript/bin/tsc")) await sleep(50);

  child.kill("SIGINT");

  expect(await ended).toBe(130);
  while (processesIn(home).length > 0) await sleep(100);
});
