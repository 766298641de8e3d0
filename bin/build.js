import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compressTexts, removeUnloaded } from "./client-files.js";
import { withFileLock } from "./file-lock.js";
import { programs, StartError } from "./steps.js";

/** Where the built programs lie. */
export const PROGRAMS = join("build", "programs");

const SOURCES = [
  "app",
  "bin",
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
const LOCK = join(".cache", "building");

/** Builds the site unless the build at hand was made from these very sources. `report` runs the building. */
export async function buildIfStale(report = (work) => work()) {
  if (isFresh()) return;
  await report(() =>
    withFileLock(LOCK, async () => {
      // Another process may have built while this one waited.
      if (isFresh()) return;
      const stamp = stampOf(SOURCES);
      // Gone first: a build interrupted half-way is not taken for a whole one.
      rmSync(STAMP, { force: true });
      // first: building the site empties the folder that the programs lie in too
      await buildSite();
      removeUnloaded(join("build", "client", "assets"));
      compressTexts(join("build", "client"));
      await bundle(["bin/start.ts", "bin/web.ts", "bin/worker.ts", "bin/portal.ts"], PROGRAMS);
      writeFileSync(STAMP, stamp);
    }),
  );
}

const isFresh = () => existsSync(STAMP) && readFileSync(STAMP, "utf8") === stampOf(SOURCES);

/**
 * Each program in one file, with what several share in further ones: read as TypeScript, file by file,
 * they take at least twice as long to start.
 *
 * @param {string[]} sources
 * @param {string} outdir
 */
export async function bundle(sources, outdir) {
  const { build } = await import("esbuild");
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: sources,
    outdir,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }),
    logLevel: "error",
  });
}

function buildSite() {
  const program = join("node_modules", "@remix-run", "dev", "dist", "cli.js");
  return new Promise((done, failed) => {
    const env = { ...process.env, NODE_ENV: "production" };
    const child = spawn(process.execPath, [program, "vite:build"], { env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    programs.add(child);
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    child.on("error", failed);
    child.on("close", (code) => {
      programs.delete(child);
      if (code === 0) done();
      else failed(new StartError(`The site could not be built:\n${output.slice(-4000)}`));
    });
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
