import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const LOADER = /^entry\.client-.*\.js$/;

/**
 * Leaves of the scripts that the framework makes for every route those that a page loads: the loader of islands and what it leads to.
 *
 * @param {string} folder of scripts, where the name of one is nowhere a part of another's
 */
export function removeUnloaded(folder) {
  const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));
  const loaded = new Set();
  const load = (name) => {
    if (loaded.has(name)) return;
    loaded.add(name);
    const text = readFileSync(join(folder, name), "utf8");
    for (const other of scripts) if (text.includes(`/${other}"`)) load(other);
  };
  load(scripts.find((name) => LOADER.test(name)));
  for (const name of scripts) if (!loaded.has(name)) rmSync(join(folder, name));
}

/** Writes beside each text of a folder what is sent to browsers that take it compressed. */
export function compressTexts(folder) {
  for (const { name, parentPath } of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!/\.(js|css|svg)$/.test(name)) continue;
    const path = join(parentPath, name);
    const text = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(text));
    writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
  }
}
