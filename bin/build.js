import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES = [
  "app",
  "db",
  "emails",
  "jobs",
  "public",
  "package-lock.json",
  "package.json",
  "remix.config.js",
  "tsconfig.json",
  "vite.config.ts",
];
const STAMP = "build/stamp";

/** Builds the site unless the build at hand was made from these very sources. Says whether it built. */
export async function buildIfStale(output = "ignore") {
  const stamp = stampOf(SOURCES);
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp) return false;
  // Gone first: a build interrupted half-way is not taken for a whole one.
  rmSync(STAMP, { force: true });
  await build(output);
  mkdirSync("build", { recursive: true });
  writeFileSync(STAMP, stamp);
  return true;
}

function build(output) {
  const program = join("node_modules", "@remix-run", "dev", "dist", "cli.js");
  const lines = [];
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [program, "vite:build"], {
      env: { ...process.env, NODE_ENV: "production" },
      stdio: output === "inherit" ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    child.stdout?.on("data", (text) => lines.push(text));
    child.stderr?.on("data", (text) => lines.push(text));
    child.on("error", failed);
    child.on("exit", (code) => (code === 0 ? done() : failed(new Error(`The build failed.\n${lines.join("").slice(-4000)}`))));
  });
}

/** Names, sizes and times of the files: enough to notice a change, quick to read. */
function stampOf(paths) {
  const hash = createHash("sha256");
  const add = (path) => {
    const stat = statSync(path);
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(`${path} ${stat.size} ${Math.round(stat.mtimeMs)}\n`);
  };
  for (const path of paths) if (existsSync(path)) add(path);
  return hash.digest("hex");
}
