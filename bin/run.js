import { loadProgram } from "./programs.js";
import { giveUp } from "./serve.js";

// Runs a built program: node bin/run.js web|worker|portal, and what it is to be told.
const [name] = process.argv.splice(2, 1);
try {
  await loadProgram(name).run();
} catch (error) {
  giveUp(error);
}
