import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { dataPage, routesPage } from "../support/generate-docs";

test("the data map and the list of addresses are true", () => {
  expect(readFileSync("docs/data.md", "utf8"), "run npm run docs").toBe(dataPage());
  expect(readFileSync("docs/routes.md", "utf8"), "run npm run docs").toBe(routesPage());
});
