import { setFlagsFromString } from "node:v8";
import { loadProgram } from "./programs.js";
import { giveUp } from "./serve.js";

// Left to itself V8 lets what nobody needs grow to twice what is needed before it looks: half as much costs little CPU.
setFlagsFromString("--heap-growing-percent=50");

// Runs a built program: node bin/run.js web|worker|portal, and what it is to be told.
const [name] = process.argv.splice(2, 1);
try {
  await loadProgram(name).run();
} catch (error) {
  giveUp(error);
}
