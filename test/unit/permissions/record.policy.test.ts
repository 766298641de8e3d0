import { expect, test } from "vitest";
import { isStaffRestriction } from "~/features/permissions/record.policy";

test.each([
  ["at their own request", true],
  ["case under way", true],
  ["leaving", false],
  ["toString", false],
  ["erasure under way", false],
  [null, false],
])("staff lift the restriction “%s”: %s", (why, expected) => {
  expect(isStaffRestriction(why)).toBe(expected);
});
