import { expect, test } from "vitest";
import { odsCodeIn, withoutOdsCode } from "~/features/people/ods-code";

test.each([
  ["X99001", "X99001", ""],
  [" x99001 ", "X99001", ""],
  ["Thistlecombe Surgery (X99001)", "X99001", "Thistlecombe Surgery"],
  ["X99001, Thistlecombe Surgery", "X99001", "Thistlecombe Surgery"],
  ["Thistlecombe Surgery", null, "Thistlecombe Surgery"],
  ["Surgery LS1 1AA", null, "Surgery LS1 1AA"],
  ["AX99001", null, "AX99001"],
  ["X990012", null, "X990012"],
])("“%s” holds %s and the name “%s”", (typed, code, name) => {
  expect(odsCodeIn(typed)).toBe(code);
  expect(withoutOdsCode(typed)).toBe(name);
});
