import { giveUp, serve } from "./serve.js";
import { joinSurroundings } from "./surroundings";

try {
  joinSurroundings();
  // Read late: its modules look at the settings while they load.
  const { startWorker } = await import("#jobs/worker");
  await serve(startWorker);
} catch (error) {
  giveUp(error);
}
