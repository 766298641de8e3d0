import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { buildIfStale } from "../../bin/build.js";
import type { Rival } from "./pages";
import { type Part, printMachine, printPart, printScale, type Results } from "./print";
import { isPinned, pin } from "./programs";
import { type Stage, setStage } from "./stage";
import { besides } from "./usage";

const PARTS = ["pages", "mail", "start", "writing", "pressure", "telling"] as const;
const USAGE = `npm run bench -- [--only ${PARTS.join("|")}] [--rounds 3] [--against URL --against-pid PID] [--json]
npm run bench -- --scale

Measures the built site on a database of its own, beside floors measured in the same run, and prints each part as it ends. A part that
breaks off is said, and the others go on; it ends with 1 then. With --against: the page of another forum takes turns with each of ours, asked
by the same client; the CPU time is that of the process --against-pid and all it started, its database's named as another one. With --scale:
what every kind of page reads at 10,000 posts and at 1,000,000; it ends with 1 where one reads more than twice as much, or a growing table
from end to end.`;

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    rounds: { type: "string", default: "3" },
    against: { type: "string", multiple: true, default: [] },
    "against-pid": { type: "string", multiple: true, default: [] },
    json: { type: "boolean" },
    scale: { type: "boolean" },
    help: { type: "boolean" },
  },
});
const rounds = Number(values.rounds);
const rival: Rival = { urls: values.against, pids: values["against-pid"].map(Number) };
const wanted = new Set<string>(values.only ?? PARTS);
const isAsked = rounds >= 1 && rival.urls.every((url) => URL.canParse(url)) && rival.pids.every((pid) => pid > 0);
if (values.help || !isAsked || [...wanted].some((part) => !PARTS.some((known) => known === part))) {
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
  if (values.json) console.log(JSON.stringify(results, null, 2));
  await leave(results.failed.length > 0 ? 1 : 0);
} catch (error) {
  console.error(error);
  await leave(1);
}

async function measure(stage: Stage): Promise<Results> {
  const [{ version }] = await stage.connection.sql<[{ version: string }]>`select current_setting('server_version') as version`;
  const machine = { cores: cpus().length, node: process.versions.node, postgresql: version, isPinned, rounds };
  const results: Results = { machine, parts: [], failed: [] };
  if (!values.json) console.log(printMachine(machine));

  /** What it measured is kept and shown at once: a machine that is too busy for one part has taken no other with it. */
  const part: Part = async (name, work) => {
    try {
      const { result, others } = await step(name, () => besides([process.pid, stage.postmaster, ...rival.pids], work));
      const measured = { name, others, ...result };
      results.parts.push(measured);
      if (!values.json) console.log(printPart(measured));
    } catch (error) {
      results.failed.push(name);
      console.error(`  ${name} broke off:`, error);
    }
  };

  // Read late: modules of the site look at the settings while they load.
  if (wanted.has("pages")) {
    const { eachPage, PAGES } = await import("./pages");
    const { measureSignIns } = await import("./sign-ins");
    const { measureFirstViews } = await import("./first-view");
    await eachPage(stage, { rounds, rival, pages: PAGES }, part);
    await part("Signing in", async () => ({ rows: await measureSignIns(stage, rounds), unit: "sign-in" }));
    await part("First views", async () => ({ views: await measureFirstViews(stage) }));
  }
  if (wanted.has("start")) {
    const { measureStarts } = await import("./start");
    await part("Starting", async () => ({ starts: await measureStarts(rounds) }));
  }
  if (wanted.has("pressure")) {
    const { measureWhileSending } = await import("./mail");
    await part("Topic of 20 posts, signed in, while others work", () => measureWhileSending(stage, rounds));
  }
  // its list is long from here on
  if (wanted.has("mail")) {
    const { eachMailing } = await import("./mail");
    await eachMailing(stage, rounds, part);
  }
  // last: those who watch these topics have mail to get
  if (wanted.has("writing")) {
    const { measureCrowd, measureReplies } = await import("./replies");
    await part("Posting a reply", () => measureReplies(stage, rounds));
    await part("Two hundred writers for a minute", () => measureCrowd(stage));
  }
  // after all others: there are many more members from here on
  if (wanted.has("telling")) {
    const { eachTelling } = await import("./telling");
    await eachTelling(stage, rounds, part);
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
