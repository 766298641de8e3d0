import { existsSync, readFileSync, writeFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { Script } from "node:vm";

/** Where the built programs lie. */
export const PROGRAMS = join("build", "programs");

/**
 * Reads a built program and gives what it exports.
 * @param {string} name
 * @throws when it is not built
 */
export const loadProgram = (name) => evaluate(name).program;

/**
 * Keeps beside a built program what V8 makes of its code until it can begin: making that anew is most of a start.
 * @param {string} name
 */
export async function keepCode(name) {
  const { script, program } = evaluate(name);
  await program.load?.();
  writeFileSync(codeOf(name), script.createCachedData());
}

const codeOf = (name) => resolve(PROGRAMS, `${name}.code`);

/** V8 refuses the code that another version of it kept, and makes its own. */
function evaluate(name) {
  const file = resolve(PROGRAMS, `${name}.cjs`);
  if (!existsSync(file)) throw new Error("The portal is not built: run npm run build first.");
  const script = new Script(Module.wrap(readFileSync(file, "utf8")), {
    filename: file,
    cachedData: existsSync(codeOf(name)) ? readFileSync(codeOf(name)) : undefined,
  });
  const module = { exports: {} };
  script.runInThisContext().call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
  return { script, program: module.exports };
}
