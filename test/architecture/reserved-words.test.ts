import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { isPagePath, RESERVED_WORDS } from "~/features/content/page-path";

test("no content page can stand where a route already answers", () => {
  const firstWords = readdirSync("app/routes")
    .map((file) => file.replace(/\.tsx?$/, "").split(/(?<!\[)\./)[0]!)
    .filter((word) => isPagePath(word));

  expect(
    firstWords.filter((word) => !RESERVED_WORDS.includes(word)),
    "add these to RESERVED_WORDS in app/features/content/page-path.ts",
  ).toEqual([]);
});
