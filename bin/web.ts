import { serve } from "./serve.js";
import { joinSurroundings } from "./surroundings";

/** The site's code is read from the site's build alone: a second copy of a module would have its own pool and its own settings. */
export const load = () => import("virtual:remix/server-build");

export async function run(): Promise<void> {
  joinSurroundings();
  const site = await load();
  await serve(() => site.entry.module.startWeb(site));
}
