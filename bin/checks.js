import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildIfStale } from "./build.js";
import { programs } from "./steps.js";

const RESULTS = join(".cache", "test", "results.json");

/** Where the import rules keep what they found in files that stay as they are. */
const REMEMBERED = ["--cache", join(".cache", "imports"), "--cache-strategy", "metadata"];
const RULES = [".dependency-cruiser.cjs", "app", "db", "jobs", "emails", "bin", "test"];

/** What must hold besides the tests, in two rows that take about as long, a core each. Types and import rules remember the last run. */
const CHECKS = [
  [
    ["Types", () => runTool("typescript/bin/tsc", ["--incremental", "--tsBuildInfoFile", join(".cache", "types.json")])],
    ["Code that only tests use", () => runTool("knip/bin/knip.js", ["--production"])],
  ],
  [
    ["Lint and format", () => runTool("@biomejs/biome/bin/biome", ["check", "."])],
    ["Unused code", () => runTool("knip/bin/knip.js")],
    ["Import rules", () => runTool("dependency-cruiser/bin/dependency-cruise.mjs", [...REMEMBERED, "--config", ...RULES])],
  ],
];

/** Everything that has to be green, ending in one line that counts. With kinds of tests, those alone, and no build. */
export async function runChecks(kinds = []) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const inTurn = async (row) => {
    for (const [name, work] of row) count(total, await check(name, work));
  };
  const [one, other] = CHECKS;
  await Promise.all([inTurn(kinds.length > 0 ? one : [...one, ["Build", () => buildIfStale()]]), inTurn(other)]);

  console.log("Tests");
  add(total, await runTests(kinds));
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

async function check(name, work) {
  const began = performance.now();
  const failure = await work().then(
    () => null,
    (error) => error,
  );
  console.log(`${name}: ${failure ? "failed" : "ok"}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
  if (failure) console.log(failure.message);
  return !failure;
}

function runTool(program, args = []) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join("node_modules", program), ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    programs.add(child);
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    child.on("error", failed);
    child.on("close", (code) => {
      programs.delete(child);
      if (code === 0) done();
      else failed(new Error(output.trim()));
    });
  });
}

async function runTests(kinds) {
  mkdirSync(dirname(RESULTS), { recursive: true });
  rmSync(RESULTS, { force: true });
  const projects = kinds.flatMap((kind) => ["--project", kind]);
  const args = [
    "run",
    ...projects,
    "--reporter=default",
    "--reporter=./test/setup/times.ts",
    "--reporter=json",
    `--outputFile.json=${RESULTS}`,
  ];
  const child = spawn(process.execPath, [join("node_modules", "vitest", "vitest.mjs"), ...args], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  programs.add(child);
  const code = await new Promise((done) => child.on("close", done));
  programs.delete(child);
  const counts = readCounts();
  // An error outside of any test: a service that did not start, a promise that nobody caught.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function readCounts() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of readResults()) {
    const tests = file.assertionResults;
    for (const { status } of tests) counts[status === "passed" || status === "failed" ? status : "skipped"]++;
    // A file that could not even be read has no tests to fail.
    if (file.status === "failed" && !tests.some(({ status }) => status === "failed")) counts.failed++;
  }
  return counts;
}

function readResults() {
  try {
    return JSON.parse(readFileSync(RESULTS, "utf8")).testResults;
  } catch {
    return [];
  }
}

function count(total, passed) {
  total[passed ? "passed" : "failed"]++;
}

function add(total, counts) {
  for (const key of Object.keys(total)) total[key] += counts[key];
}
