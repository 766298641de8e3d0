import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const files = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, source: readFileSync(`app/${file}`, "utf8") }));

test("why something is refused is said in words beside its policy, in one shape", () => {
  const tables = files.flatMap(({ file, source }) =>
    [...source.matchAll(/const (\w*REFUSALS\w*|\w+: Record<[^,>]*Blocker\b[^,>]*, string>)/g)].map(([, table]) => ({ file, table })),
  );
  const odd = tables.filter(({ file, table }) => !file.endsWith(".policy.ts") || !/^[A-Z_]+_REFUSALS(:|$)/.test(table!));

  expect(tables.length).toBeGreaterThan(20);
  expect(odd, "say it in `<WHAT>_REFUSALS: Record<…Blocker, string>` of the file of the policy").toEqual([]);
});
