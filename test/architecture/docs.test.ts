import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generatedPages } from "../support/generate-docs";

test("the data map, the list of addresses, the table of permissions and the states of the requirements are true", () => {
  for (const [page, text] of Object.entries(generatedPages())) expect(readFileSync(page, "utf8"), "run npm run docs").toBe(text);
});
