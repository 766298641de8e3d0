import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const FOLDERS = ["app", "db", "jobs", "emails", "bin", "test"];
const WIDTH = 140;

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(tsx?|js|scss)$/.test(file))
    .map((file) => `${folder}/${file}`),
);

test("no line of a comment is wider than the formatter lets code be", () => {
  const wide = files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line, index) => (line.length > WIDTH && /^\s*(\/\/|\/\*|\*)/.test(line) ? [`${file}:${index + 1}`] : [])),
  );
  expect(wide).toEqual([]);
});
