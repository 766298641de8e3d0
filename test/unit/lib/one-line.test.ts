import { expect, test } from "vitest";
import { inOneLine } from "~/lib/unseen";

test.each([
  ["Sam\n\nYour account is suspended", "Sam Your account is suspended"],
  ["  Ada\u00a0\u2028 Marsh\t", "Ada Marsh"],
  [`e${"\u0301".repeat(60)}nd`, `e${"\u0301".repeat(3)}nd`],
  ["Đặng Thị Ngọc Hân", "Đặng Thị Ngọc Hân"],
])("%j stands in one line as %j", (typed, line) => {
  expect(inOneLine(typed)).toBe(line);
});
