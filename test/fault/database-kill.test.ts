import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "#db/client.server";
import { type EmbeddedDatabase, startEmbedded } from "#db/embedded";
import { migrateDatabase } from "#db/migrate";
import { newsletters } from "#db/seeds/texts/newsletters";
import { wordings } from "#db/seeds/texts/wordings";
import { publishWording } from "~/features/consents/wordings.server";
import { createNewsletter } from "~/features/newsletters/create-newsletter.server";
import { systemCtx } from "~/lib/ctx";
import { freePort } from "../support/ports";
import { type Program, startWebProcess, startWorkerProcess } from "../support/processes";
import { startSink } from "../support/smtp-sink";

let dataDir: string;
let port: number;
let database: EmbeddedDatabase;
let web: Program & { url: string };
let worker: Program;
let sink: Awaited<ReturnType<typeof startSink>>;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "portal-database-"));
  execFileSync("chmod", ["755", dataDir]);
  port = await freePort();
  database = await startEmbedded({ dataDir, port });
  await migrateDatabase({ ownerUrl: database.migrateDatabaseUrl, appUrl: database.databaseUrl });
  const connection = connect(database.databaseUrl, { statementTimeout: 60_000 });
  const ctx = systemCtx(connection.db, "test");
  for (const wording of wordings) await publishWording(ctx, wording);
  await createNewsletter(ctx, newsletters.find(({ slug }) => slug === "practice-matters")!);
  await connection.close();
  sink = await startSink();
  const environment = { DATABASE_URL: database.databaseUrl, MIGRATE_DATABASE_URL: undefined, DEPLOYMENT: "demo", SMTP_URL: sink.url };
  web = await startWebProcess(environment);
  worker = await startWorkerProcess({ ...environment, BASE_URL: web.url });
});

afterAll(async () => {
  await Promise.all([web?.end("SIGKILL"), worker?.end("SIGKILL")]);
  await sink?.close();
  await database?.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

test("PostgreSQL killed and started again: reading answers 503 meanwhile, nothing is taken and dropped, and web and worker recover by themselves", async () => {
  expect(await statusOf("/forum")).toBe(200);
  await subscribe("before@visitors.example");
  await until(async () => sink.mails().some((mail) => mail.to[0] === "before@visitors.example"));

  for (let round = 0; round < 2; round++) {
    process.kill(postmaster(), "SIGKILL");
    await until(async () => (await statusOf("/forum")) === 503);
    expect(await statusOf("/readyz")).toBe(503);
    expect(await statusOf("/healthz")).toBe(200);
    expect(await subscribe(`during${round}@visitors.example`)).toBe(503);

    database = await startEmbedded({ dataDir, port });
    await until(async () => (await statusOf("/forum")) === 200);
    expect(await subscribe(`after${round}@visitors.example`)).toBeLessThan(400);
    await until(async () => sink.mails().some((mail) => mail.to[0] === `after${round}@visitors.example`));
  }
  expect(sink.mails().filter((mail) => mail.to[0]?.startsWith("during"))).toEqual([]);
  const ids = sink.mails().map((mail) => mail.messageId);
  expect(new Set(ids).size).toBe(ids.length);
  expect([web, worker].map((program) => isRunning(program.pid))).toEqual([true, true]);
});

const postmaster = () => Number(readFileSync(join(dataDir, "postgres/cluster/postmaster.pid"), "utf8").split("\n")[0]);

async function statusOf(path: string): Promise<number> {
  return (await fetch(`${web.url}${path}`, { redirect: "manual" })).status;
}

async function subscribe(email: string): Promise<number> {
  const body = new URLSearchParams({ email, newsletter: "practice-matters", id: uuidv7() });
  return (await fetch(`${web.url}/newsletters/subscribe`, { method: "POST", body, redirect: "manual", headers: { Origin: web.url } }))
    .status;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(200);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
