import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PROGRAMS } from "./build.js";
import { giveUp } from "./serve.js";

// Runs a built program: node bin/run.js web|worker|portal, and what it is to be told.
const [name] = process.argv.splice(2, 1);
const file = resolve(PROGRAMS, `${name}.js`);
if (!existsSync(file)) giveUp(new Error("The portal is not built: run npm run build first."));
await import(pathToFileURL(file).href);
