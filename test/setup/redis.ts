import { spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { freePort } from "../support/ports";
import { aptInstall } from "./apt";
import { HOME } from "./database";

const SENTENCE = "The tests need a Redis server: install redis-server (or valkey), so that it is on PATH, and run them again.";

/** A Redis of this run alone, which keeps nothing on disk. */
export async function startRedis(): Promise<{ url: string; stop: () => Promise<void> }> {
  const program = findRedis();
  mkdirSync(HOME, { recursive: true });
  const port = await freePort();
  const settings = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--databases", "64", "--dir", HOME];
  const child = spawn(program, [...settings, "--maxmemory-policy", "noeviction"], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((ready, failed) => {
    child.stdout.on("data", (text) => String(text).includes("Ready to accept connections") && ready());
    child.on("error", failed);
    child.on("exit", (code) => failed(new Error(`Redis ended with ${code}`)));
  });
  const ended = new Promise<void>((done) => child.on("exit", () => done()));
  // Also when the run ends without its teardown.
  process.once("exit", () => child.kill("SIGKILL"));
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function findRedis(): string {
  const program = onPath() ?? (aptInstall("redis-server") ? onPath() : undefined);
  if (!program) throw new Error(SENTENCE);
  return program;
}

const onPath = () => ["redis-server", "valkey-server"].find((name) => spawnSync(name, ["--version"]).status === 0);
