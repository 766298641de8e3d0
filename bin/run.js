import { setFlagsFromString } from "node:v8";
import { loadProgram } from "./programs.js";
import { giveUp } from "./serve.js";

// Runs a built program: node bin/run.js web|worker|portal, and what it is to be told.
const [name] = process.argv.splice(2, 1);
// Left to itself V8 lets what nobody needs grow to twice what is needed. Half as much costs pages a tenth more CPU, sending a quarter.
if (name === "web") setFlagsFromString("--heap-growing-percent=50");
try {
  await loadProgram(name).run();
} catch (error) {
  giveUp(error);
}
