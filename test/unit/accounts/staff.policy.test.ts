import { expect, test } from "vitest";
import { ROLES } from "#db/schema/permissions";
import { isStaffRole } from "~/features/accounts/staff/staff.policy";

test("every role but a member's has powers over others' data", () => {
  expect(ROLES.filter((role) => !isStaffRole(role))).toEqual(["member"]);
});

test("a role that there is not gives no powers", () => {
  expect(isStaffRole("")).toBe(false);
});
