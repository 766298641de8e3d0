import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { programs, StartError, step } from "./steps.js";

const MARK = join(".cache", "installing");

/** Installs the packages that the lock file names, when they are missing, others, or half there. */
export async function installIfNeeded() {
  if (!existsSync(MARK) && isComplete()) return;
  await step("Installing packages", async () => {
    mkdirSync(".cache", { recursive: true });
    writeFileSync(MARK, "");
    let result = await npm(["ci", "--no-audit", "--no-fund"]);
    // The lock file lacks a package of this platform: npm can still work it out.
    if (result.code !== 0 && result.output.includes("EUSAGE")) result = await npm(["install", "--no-save", "--no-audit", "--no-fund"]);
    if (result.code !== 0)
      throw new StartError(
        `npm could not install the packages:\n${lastLines(result.output)}\nIs the package registry reachable? Then run this again.`,
      );
    rmSync(MARK, { force: true });
  });
}

/** Whether every package that the lock file wants is there, in its version; optional ones may be missing. */
export function isComplete(root = ".") {
  const installed = packagesOf(join(root, "node_modules", ".package-lock.json"));
  const wanted = packagesOf(join(root, "package-lock.json"));
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true;
    if (!installed[path]) return optional === true;
    return installed[path].version === version && existsSync(join(root, path, "package.json"));
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return null;
  }
}

function npm(args) {
  const cli = process.env.npm_execpath;
  const [command, all] = cli?.endsWith(".js") ? [process.execPath, [cli, ...args]] : ["npm", args];
  return new Promise((done, failed) => {
    // The whole set: a NODE_ENV of production would leave out what builds the site.
    const env = { ...process.env, NODE_ENV: "development" };
    const child = spawn(command, all, { env, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" && command === "npm" });
    let output = "";
    programs.add(child);
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    child.on("error", () => failed(new StartError("npm was not found on PATH. Install Node.js with npm, then run this again.")));
    child.on("close", (code) => {
      programs.delete(child);
      done({ code, output });
    });
  });
}

const lastLines = (text) => text.trim().split("\n").slice(-8).join("\n");
