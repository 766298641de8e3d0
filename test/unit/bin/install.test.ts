import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isComplete } from "../../../bin/install.js";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "portal-install-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const wanted = {
  "": {},
  "node_modules/a": { version: "1.0.0" },
  "node_modules/b": { version: "2.0.0" },
  "node_modules/mac-only": { version: "1.0.0", optional: true },
};

function lay(installed: Record<string, { version: string }> | string | null, folders: string[]): void {
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: wanted }));
  for (const folder of folders) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, "package.json"), "{}");
  }
  const text = typeof installed === "string" ? installed : JSON.stringify({ packages: installed });
  mkdirSync(join(root, "node_modules"), { recursive: true });
  if (installed) writeFileSync(join(root, "node_modules/.package-lock.json"), text);
}

const both = { "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "2.0.0" } };
const folders = ["node_modules/a", "node_modules/b"];

test("what the lock file wants is there: nothing to install, though a package of another system is not", () => {
  lay(both, folders);
  expect(isComplete(root)).toBe(true);
});

test("an install that never ended is half an install", () => {
  lay(null, folders);
  expect(isComplete(root)).toBe(false);
});

test("a package that was taken away is missed", () => {
  lay(both, ["node_modules/a"]);
  expect(isComplete(root)).toBe(false);
});

test("a lock file that wants another version is noticed", () => {
  lay({ ...both, "node_modules/b": { version: "1.9.0" } }, folders);
  expect(isComplete(root)).toBe(false);
});

test("a record of the install that was cut off counts as none", () => {
  lay('{"packages": {"node_mod', folders);
  expect(isComplete(root)).toBe(false);
});
