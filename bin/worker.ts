import { serve } from "./serve.js";
import { joinSurroundings } from "./surroundings";

/** Read late: its modules look at the settings while they load. */
export const load = () => import("#jobs/worker");

export async function run(): Promise<void> {
  joinSurroundings();
  const { startWorker } = await load();
  await serve(startWorker);
}
