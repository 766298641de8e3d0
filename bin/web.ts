import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { giveUp, serve } from "./serve";
import { joinSurroundings } from "./surroundings";

const BUILD = resolve(import.meta.dirname, "../build/server/index.js");

// The site's code is read from the build alone: a second copy of a module would have its own pool and its own settings.
try {
  joinSurroundings();
  if (!existsSync(BUILD)) throw new Error("The site is not built: run npm run build first.");
  const build = await import(pathToFileURL(BUILD).href);
  await serve(() => build.entry.module.startWeb(build));
} catch (error) {
  giveUp(error);
}
