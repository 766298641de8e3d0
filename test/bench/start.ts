import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../support/ports";
import { launch, programOf } from "./programs";
import { type Figure, figureOf } from "./rounds";
import { settings } from "./stage";

/** Milliseconds between two tries. */
const PATIENCE = 5;

export type Start = { name: string; seconds: Figure };

/** From the start of a program to its first answer; and of `npm start` until it says that all is running. */
export async function measureStarts(rounds: number): Promise<Start[]> {
  const web: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const at = await settings();
    web.push(await untilAnswer(["bin/run.js", "web"], at));
    const { PORT } = await settings();
    bare.push(await untilAnswer(["-e", `require("node:http").createServer((_, response) => response.end()).listen(${PORT})`], { PORT }));
  }
  const dataDir = mkdtempSync(join(tmpdir(), "bench-"));
  const everything: number[] = [];
  for (let round = 0; round <= rounds; round++) everything.push(await untilAnnounced(dataDir));
  rmSync(dataDir, { recursive: true, force: true });
  const [first, ...again] = everything;
  return [
    { name: "web server, to its first page", seconds: figureOf(web) },
    { name: "bare Node server", seconds: figureOf(bare) },
    { name: "npm start, with a new database", seconds: figureOf([first!]) },
    { name: "npm start, again", seconds: figureOf(again) },
  ];
}

async function untilAnswer(args: string[], environment: Record<string, string | undefined> & { PORT: string }): Promise<number> {
  const began = performance.now();
  const child = launch(args, { environment });
  while (!(await answers(`http://localhost:${environment.PORT}/`))) await sleep(PATIENCE);
  const seconds = (performance.now() - began) / 1000;
  await programOf(child).stop();
  return seconds;
}

const answers = (url: string) =>
  new Promise<boolean>((done) => {
    const sent = get(url, (response) => {
      response.resume();
      response.on("end", () => done(response.statusCode === 200));
    });
    sent.on("error", () => done(false));
  });

async function untilAnnounced(dataDir: string): Promise<number> {
  const own = { DATABASE_URL: undefined, MIGRATE_DATABASE_URL: undefined, SMTP_URL: undefined, BASE_URL: undefined, LOG_LEVEL: undefined };
  const environment = { ...own, DATA_DIR: dataDir, PORT: String(await freePort()) };
  const began = performance.now();
  const child = launch(["bin/bootstrap.js", "start"], { environment, core: "any" });
  await untilPrinted(child, "Ctrl-C stops everything");
  const seconds = (performance.now() - began) / 1000;
  await programOf(child).stop();
  return seconds;
}

function untilPrinted(child: ChildProcess, words: string): Promise<void> {
  let text = "";
  return new Promise((done, failed) => {
    child.stdout!.on("data", (data) => {
      text += data;
      if (text.includes(words)) done();
    });
    child.once("exit", (code) => failed(new Error(`npm start ended with ${code}:\n${text}`)));
  });
}
