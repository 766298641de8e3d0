import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { giveUp, serve } from "./serve.js";
import { joinSurroundings } from "./surroundings";

const SITE = resolve("build/server/index.js");

// The site's code is read from the site's build alone: a second copy of a module would have its own pool and its own settings.
try {
  joinSurroundings();
  if (!existsSync(SITE)) throw new Error("The site is not built: run npm run build first.");
  const site = await import(pathToFileURL(SITE).href);
  await serve(() => site.entry.module.startWeb(site));
} catch (error) {
  giveUp(error);
}
