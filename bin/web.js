import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { giveUp, serve } from "./serve.js";

const BUILD = resolve(import.meta.dirname, "../build/server/index.js");

// The site's code is read from the build alone: a second copy of a module would have its own pool and its own settings.
// Plain JavaScript, so that the process carries no loader of TypeScript: that would be a third of its memory.
try {
  process.env.NODE_ENV ??= "production";
  if (!process.env.DATABASE_URL) await joinSurroundings();
  if (!existsSync(BUILD)) throw new Error("The site is not built: run npm run build first.");
  const build = await import(pathToFileURL(BUILD).href);
  await serve(() => build.entry.module.startWeb(build));
} catch (error) {
  giveUp(error);
}

async function joinSurroundings() {
  const { tsImport } = await import("tsx/esm/api");
  const surroundings = await tsImport("./surroundings.ts", import.meta.url);
  surroundings.joinSurroundings();
}
