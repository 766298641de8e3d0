import { expect, test } from "vitest";
import { isDatabaseDown } from "~/lib/errors";

test.each([
  ["ECONNREFUSED", true],
  ["57P01", true],
  ["40P01", true],
  ["40001", false],
  ["23505", false],
])("an act that failed with %s did nothing and can be sent again: %s", (code, expected) => {
  expect(isDatabaseDown(new Error("query failed", { cause: Object.assign(new Error("inner"), { code }) }))).toBe(expected);
});
