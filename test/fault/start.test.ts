import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../support/ports";
import { startEverything } from "../support/processes";
import { argumentsOf, processesIn } from "../support/processes-in";

let dataDir: string;
let port: number;
/** The folder of a portal that was started and stopped before: starting from a copy takes a fraction of a first start. */
let used: string;

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "portal-start-"));
  // Others must be able to pass, or the database would need more than another user's rights.
  execFileSync("chmod", ["755", folder]);
  return folder;
}

beforeAll(async () => {
  used = aFolder();
  port = await freeTriple();
  const first = begin({ DATA_DIR: used });
  await first.ready;
  await first.end();
});
afterAll(() => rmSync(used, { recursive: true, force: true }));

beforeEach(async () => {
  dataDir = aFolder();
  port = await freeTriple();
});

const startedBefore = () => execFileSync("cp", ["-a", `${used}/.`, dataDir]);

afterEach(async () => {
  for (const pid of processesIn(dataDir)) process.kill(pid, "SIGKILL");
  await until(() => processesIn(dataDir).length === 0);
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

const begin = (environment: Record<string, string> = {}) =>
  startEverything({ DATA_DIR: dataDir, PORT: String(port), DEPLOYMENT: "test", ...environment });
const page = async (at: number) => (await fetch(`http://localhost:${at}/`)).status;

describe("stopping", () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    test(`${signal} stops everything it started, the database cleanly`, async () => {
      startedBefore();
      const program = begin();
      await program.ready;
      expect(await page(port + 1)).toBe(200);
      expect(processesIn(dataDir).length).toBeGreaterThan(0);

      expect(await program.end(signal)).toBe(0);

      expect(processesIn(dataDir)).toEqual([]);
      expect(await Promise.all([port, port + 1, port + 2].map(isFree))).toEqual([true, true, true]);
      expect(readFileSync(join(dataDir, "postgres/server.log"), "utf8")).toContain("database system is shut down");
    });
  }

  test("SIGTERM to npm alone stops everything too, and a start that follows at once waits for that", async () => {
    startedBefore();
    const environment = { DATA_DIR: dataDir, PORT: String(port), DEPLOYMENT: "test" };
    const program = startEverything(environment, { throughNpm: true });
    await program.ready;

    await program.end("SIGTERM");
    await sleep(300);
    const next = begin();
    await next.ready;

    expect(await next.end()).toBe(0);
    expect(processesIn(dataDir)).toEqual([]);
  });

  test("a signal while it is still starting stops what is there by then", async () => {
    const program = begin();
    await until(() => program.output().includes("Starting PostgreSQL"));

    expect(await program.end()).toBe(0);

    expect(processesIn(dataDir)).toEqual([]);
  });
});

test("when the web server dies, everything stops and says so; a worker that dies is started again", async () => {
  startedBefore();
  const program = begin();
  await program.ready;
  const [web, worker] = ["run.js\0web", "run.js\0worker"].map(
    (name) => processesIn(dataDir).find((pid) => argumentsOf(pid).includes(name))!,
  );

  process.kill(worker!, "SIGKILL");
  await until(() => processesIn(dataDir).some((pid) => pid !== worker && argumentsOf(pid).includes("run.js\0worker")));
  process.kill(web!, "SIGKILL");

  expect(await program.ended).toBe(1);
  expect(program.output()).toContain("The worker process ended (SIGKILL); starting it again.");
  expect(program.output()).toContain("The web server ended (SIGKILL), so everything is stopped. Run npm start again.");
  expect(processesIn(dataDir)).toEqual([]);
});

describe("starting again", () => {
  test("after kill -9 at any moment, the next start recovers by itself", async () => {
    for (const moment of [150, 500, 900, 1600, 2600]) {
      const killed = begin();
      await Promise.race([sleep(moment), killed.ready]);
      await killed.end("SIGKILL");
    }

    const program = begin();
    await program.ready;

    expect(await page(port + 1)).toBe(200);
    expect(await program.end()).toBe(0);
    expect(processesIn(dataDir)).toEqual([]);
  });

  test("a stale postmaster.pid, its number now another program's, is no obstacle", async () => {
    startedBefore();
    const lines = [process.pid, join(dataDir, "postgres/cluster"), 1, await freePort(), "", "127.0.0.1", "", "ready"];
    writeFileSync(join(dataDir, "postgres/cluster/postmaster.pid"), lines.join("\n"));

    const program = begin();
    await program.ready;
    expect(await program.end()).toBe(0);
  });
});

describe("refusing with one line that says what to do", () => {
  test("a port in use", async () => {
    const other = await listenOn(port + 1);
    const program = begin();

    expect(await program.ended).toBe(1);
    expect(sentence(program.output())).toMatch(`Port ${port + 1} is in use by another program. Choose a PORT`);
    other.close();
    expect(processesIn(dataDir)).toEqual([]);
  });

  test("a second start beside the first, which goes on", async () => {
    startedBefore();
    const first = begin();
    await first.ready;
    const second = begin();

    expect(await second.ended).toBe(1);
    expect(sentence(second.output())).toMatch(`already running at http://localhost:${port} (process ${first.pid}). Stop it first`);
    expect(await page(port + 1)).toBe(200);
    expect(await first.end()).toBe(0);
  });

  test("a DATA_DIR that is not a folder", async () => {
    const file = join(dataDir, "file");
    writeFileSync(file, "");
    const program = begin({ DATA_DIR: file });

    expect(await program.ended).toBe(1);
    expect(sentence(program.output())).toMatch(`DATA_DIR ${file} is not a folder that this user can write`);
  });

  test("a database whose passwords were lost", async () => {
    startedBefore();
    rmSync(join(dataDir, "database-passwords.json"));
    const program = begin();

    expect(await program.ended).toBe(1);
    expect(sentence(program.output())).toMatch("database-passwords.json is missing");
  });

  test("settings that are wrong, all of them at once", async () => {
    const program = begin({ BASE_URL: "nowhere", TRUST_PROXY: "many" });

    expect(await program.ended).toBe(1);
    expect(program.output()).toMatch(/BASE_URL: .*TRUST_PROXY: /s);
  });
});

const sentence = (output: string) => output.trim().split("\n").at(-1)!;

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}

async function freeTriple(): Promise<number> {
  for (;;) {
    const first = await freePort();
    if (first < 65_000 && (await isFree(first + 1)) && (await isFree(first + 2))) return first;
  }
}

const isFree = (at: number) =>
  listenOn(at).then(
    (server) => new Promise<boolean>((done) => server.close(() => done(true))),
    () => false,
  );

function listenOn(at: number): Promise<Server> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once("error", failed).listen(at, "127.0.0.1", () => done(server));
  });
}
