import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// The requirements and the tests that are named after them: `npm run coverage:requirements [-- --missing]`.

/** A row of a table of requirements: its id, what it says, and whether it is held. */
const ROW = /^\| ((?:PMN|LMS|HELM|ISO|IMS)-\d+|[BEK]\d+) \| (.*) \| (tested|not yet) \|$/;
const ID = /\b(?:PMN|LMS|HELM|ISO|IMS)-\d+\b|\b[BEKX]\d+\b/g;
export const PAGES = ["docs/requirements.md", "docs/trust.md"];

/** The names of tests by the id that they begin with: “B12, PMN-25: …”. */
export function testsById(): Map<string, string[]> {
  const tests = new Map<string, string[]>();
  for (const entry of readdirSync("test", { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.test\.tsx?$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    for (const [, , ids, name] of readFileSync(path, "utf8").matchAll(/(["'`])((?:(?:[A-Z]{3,4}-|[BEK])\d+(?:, )?)+): ((?:(?!\1).)*)\1/g))
      for (const id of ids!.match(ID) ?? []) tests.set(id, [...(tests.get(id) ?? []), `${path}: ${name}`]);
  }
  return tests;
}

/** A page of requirements with the state of each as the tests are today. */
export function withStates(page: string, tests = testsById()): string {
  return readFileSync(page, "utf8").replaceAll(
    new RegExp(ROW, "gm"),
    (_, id, text) => `| ${id} | ${text} | ${tests.has(id) ? "tested" : "not yet"} |`,
  );
}

function listRequirements(onlyMissing: boolean): void {
  const tests = testsById();
  const texts = PAGES.flatMap((page) => readFileSync(page, "utf8").split("\n")).flatMap((line) => {
    const [, id, text] = ROW.exec(line) ?? [];
    return id && text ? [[id, text.split(/[|.;:]/)[0]!.trim()] as const] : [];
  });
  const titles = new Map(texts);
  const order = (id: string) => id.replace(/\d+$/, (number) => number.padStart(4, "0"));
  for (const [id, title] of [...titles].sort(([a], [b]) => order(a).localeCompare(order(b)))) {
    const named = tests.get(id) ?? [];
    if (onlyMissing && named.length > 0) continue;
    console.log(`${id.padEnd(8)} ${named.length === 0 ? "–" : String(named.length)}  ${title}`);
    if (!onlyMissing) for (const test of named) console.log(`           ${test}`);
  }
  console.log(`\n${[...titles.keys()].filter((id) => tests.has(id)).length} of ${titles.size} requirements have tests named after them.`);
  const unknown = [...tests.keys()].filter((id) => !titles.has(id));
  if (unknown.length === 0) return;
  console.log(`Named by tests, and in no paper: ${unknown.join(", ")}`);
  process.exitCode = 1;
}

if (process.argv[1]?.endsWith("requirements.ts")) listRequirements(process.argv.includes("--missing"));
