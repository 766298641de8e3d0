import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// Lists every requirement with the tests that are named after it: `npm run coverage:requirements [-- --missing]`.
const ID = /\b(?:PMN|LMS|HELM|ISO|IMS)-\d+\b|\b[BEKX]\d+\b/g;

const titles = new Map<string, string>();
for (const file of ["requirements", "trust"]) {
  for (const line of readFileSync(join("docs", `${file}.md`), "utf8").split("\n")) {
    const [, id, title] = /^(?:- |\| )((?:PMN|LMS|HELM|ISO|IMS)-\d+|[BEK]\d+)(?: \|)?:? (.*)/.exec(line) ?? [];
    if (id && title && !titles.has(id)) titles.set(id, title.split(/[|.;:]/)[0]!.trim());
  }
}

const tests = new Map<string, string[]>();
for (const entry of readdirSync("test", { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.test\.tsx?$/.test(entry.name)) continue;
  const path = join(entry.parentPath, entry.name);
  // a test's name starts with the ids that it proves: “B12, PMN-25: …”
  for (const [, , ids, name] of readFileSync(path, "utf8").matchAll(/(["'`])((?:(?:[A-Z]{3,4}-|[BEK])\d+(?:, )?)+): ((?:(?!\1).)*)\1/g))
    for (const id of ids!.match(ID) ?? []) tests.set(id, [...(tests.get(id) ?? []), `${path}: ${name}`]);
}

const order = (id: string) => id.replace(/\d+$/, (number) => number.padStart(4, "0"));
const onlyMissing = process.argv.includes("--missing");
for (const [id, title] of [...titles].sort(([a], [b]) => order(a).localeCompare(order(b)))) {
  const named = tests.get(id) ?? [];
  if (onlyMissing && named.length > 0) continue;
  console.log(`${id.padEnd(8)} ${named.length === 0 ? "–" : String(named.length)}  ${title}`);
  if (!onlyMissing) for (const test of named) console.log(`           ${test}`);
}
const unknown = [...tests.keys()].filter((id) => !titles.has(id));
console.log(`\n${[...titles.keys()].filter((id) => tests.has(id)).length} of ${titles.size} requirements have tests named after them.`);
if (unknown.length > 0) {
  console.log(`Named by tests, and in no paper: ${unknown.join(", ")}`);
  process.exitCode = 1;
}
