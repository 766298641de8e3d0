import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { buildIfStale } from "../../bin/build.js";
import { printResults, printScale, type Results } from "./print";
import { isPinned, pin } from "./programs";
import { type Stage, setStage } from "./stage";

const PARTS = ["pages", "mail", "start"] as const;
const USAGE = `npm run bench -- [--only ${PARTS.join("|")}] [--rounds 3] [--json]
npm run bench -- --scale

Measures the built site on a database of its own, beside floors measured in the same run. With --scale: what every kind of page reads at
10,000 posts and at 1,000,000; it ends with 1 where one reads more than twice as much, or a growing table from end to end.`;

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    rounds: { type: "string", default: "3" },
    json: { type: "boolean" },
    scale: { type: "boolean" },
    help: { type: "boolean" },
  },
});
const rounds = Number(values.rounds);
const wanted = new Set<string>(values.only ?? PARTS);
if (values.help || !(rounds >= 1) || [...wanted].some((part) => !PARTS.some((known) => known === part))) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}

// Like production, but for the data and the host; and on nobody's database or queue but its own.
Object.assign(process.env, { NODE_ENV: "production", DEPLOYMENT: "demo", LOG_LEVEL: "error" });
for (const name of ["REDIS_URL", "BASE_URL", "SMTP_URL", "DKIM_DOMAIN", "DKIM_SELECTOR", "DKIM_PRIVATE_KEY"]) delete process.env[name];
// what a page reads is the same on any core
if (!values.scale) pin(process.pid, "other");
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void leave(130));

let stage: Stage | null = null;
try {
  await step("Building the site", () => buildIfStale());
  if (values.scale) {
    const { measureScale } = await import("./scale");
    const scale = await measureScale(step);
    console.log(values.json ? JSON.stringify(scale, null, 2) : printScale(scale));
    await leave(scale.problems.length > 0 ? 1 : 0);
  }
  stage = await step("Filling a database", setStage);
  const results = await measure(stage);
  console.log(values.json ? JSON.stringify(results, null, 2) : printResults(results));
  await leave(0);
} catch (error) {
  console.error(error);
  await leave(1);
}

async function measure(stage: Stage): Promise<Results> {
  const [{ version }] = await stage.connection.sql<[{ version: string }]>`select current_setting('server_version') as version`;
  const results: Results = {
    machine: { cores: cpus().length, node: process.versions.node, postgresql: version, isPinned, rounds },
    memory: [],
  };
  // Read late: modules of the site look at the settings while they load.
  if (wanted.has("pages")) {
    const { measurePages } = await import("./pages");
    const { measureSignIns } = await import("./sign-ins");
    const { measureFirstViews } = await import("./first-view");
    const { pages, memory } = await step("Pages", () => measurePages(stage, rounds));
    results.pages = pages;
    results.memory.push(...memory);
    results.signIns = await step("Signing in", () => measureSignIns(stage, rounds));
    results.firstViews = await step("First views", () => measureFirstViews(stage));
  }
  if (wanted.has("start")) {
    const { measureStarts } = await import("./start");
    results.starts = await step("Starting", () => measureStarts(rounds));
  }
  if (wanted.has("mail")) {
    const { measureMail } = await import("./mail");
    const { memory, ...mail } = await step("Mail", () => measureMail(stage, rounds));
    results.mail = mail;
    results.memory.push(...memory);
  }
  return results;
}

/** Progress goes where it does not mix with the results. */
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  process.stderr.write(`  ${name} … `);
  const result = await work();
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0)} s\n`);
  return result;
}

async function leave(code: number): Promise<never> {
  await stage?.close();
  process.exit(code);
}
